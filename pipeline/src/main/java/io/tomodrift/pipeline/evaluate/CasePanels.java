package io.tomodrift.pipeline.evaluate;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.Picture;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.ReportSection;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.SlicePictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Pictures of one case: slice and detail, in grey and as differences, and a profile. */
final class CasePanels {

  private static final int MOST_IN_A_ROW = 4;
  private static final double SHOWN_SHARE = 0.99;
  private static final float AIR_HU = -900;
  private static final PictureOptions PLAIN =
      PictureOptions.PLAIN.withMaxPixels(640).withScaleBar();

  private final CaseView view;
  private final DisplayWindow window;
  private final double limitHu;

  CasePanels(CaseView view, DisplayWindow window) {
    this.view = view;
    this.window = window;
    limitHu = limit(view);
  }

  /**
   * One limit for all methods, so that their colours can be compared: what 99 % of the differences
   * outside air do not exceed with the better half of the methods. A method much worse than the
   * others is shown in full colours instead of making theirs pale.
   */
  private static double limit(CaseView view) {
    double[] limits =
        view.tests().values().stream().mapToDouble(test -> limit(test, view.reference())).toArray();
    Arrays.sort(limits);
    return limits.length == 0 ? 1 : limits[(limits.length - 1) / 2];
  }

  private static double limit(SliceImage test, SliceImage reference) {
    float[] difference = test.minus(reference).values();
    float[] outsideAir = new float[difference.length];
    int count = 0;
    for (int i = 0; i < difference.length; i++) {
      if (reference.values()[i] > AIR_HU) {
        outsideAir[count++] = difference[i];
      }
    }
    if (count == 0) {
      return SlicePictures.roundLimit(test.minus(reference), SHOWN_SHARE);
    }
    SliceImage line = SliceImage.of(Arrays.copyOf(outsideAir, count), 1, count, 1);
    return SlicePictures.roundLimit(line, SHOWN_SHARE);
  }

  void addTo(ReportSection section) {
    section.heading("Case " + view.name());
    String scale =
        "differences from \u2212%s to %s HU, what lies beyond has the darkest colours"
            .formatted(limit(), limit());
    String slice = "Slice %d, %s HU".formatted(view.slice(), window.label());
    String detail = "Detail (the frame in the reference above)";
    if (view.tests().size() == 1) {
      row(section, slice + "; " + scale, joined(greys(false), differences(false)));
      row(section, detail, joined(greys(true), differences(true)));
    } else {
      row(section, slice, greys(false));
      row(section, "The same, " + scale, differences(false));
      row(section, detail, greys(true));
      row(section, "Detail, differences in the same scale", differences(true));
    }
    view.cuts().forEach(cut -> across(section, cut, scale));
    section.chart(profile(), "The dashed line in the detail of the reference, from left to right.");
  }

  /** Slices that do not fit together show as stripes in the planes across them. */
  private void across(ReportSection section, CaseCut cut, String scale) {
    PictureOptions options = PLAIN.withOrientation(cut.reference().letters());
    SliceImage truth = cut.reference().image();
    List<Figure> greys = new ArrayList<>();
    List<Figure> differences = new ArrayList<>();
    greys.add(new Figure(SlicePictures.grey(truth, window, options), "reference"));
    cut.tests()
        .forEach(
            (name, test) -> {
              greys.add(new Figure(SlicePictures.grey(test, window, options), name));
              differences.add(difference(name, test, truth));
            });
    String caption = "%s, %s HU".formatted(cut.title(), window.label());
    if (cut.tests().size() == 1) {
      row(section, caption + "; " + scale, joined(greys, differences));
    } else {
      row(section, caption, greys);
      row(section, "The same, " + scale, differences);
    }
  }

  private static List<Figure> joined(List<Figure> first, List<Figure> second) {
    List<Figure> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private String limit() {
    return limitHu == Math.rint(limitHu) ? String.valueOf((long) limitHu) : String.valueOf(limitHu);
  }

  private List<Figure> greys(boolean detail) {
    List<Figure> figures = new ArrayList<>();
    Picture first = grey(view.reference(), detail);
    Detail part = view.detail();
    double rows = view.reference().rows();
    double columns = view.reference().columns();
    first =
        detail
            ? first.withLine((part.middleRow() - part.row() + 0.5) / part.size())
            : first.withFrame(
                part.column() / columns,
                part.row() / rows,
                part.size() / columns,
                part.size() / rows);
    figures.add(new Figure(first, "reference"));
    view.tests().forEach((name, test) -> figures.add(new Figure(grey(test, detail), name)));
    return figures;
  }

  private Picture grey(SliceImage slice, boolean detail) {
    return detail
        ? SlicePictures.grey(view.detail().of(slice), window, PLAIN)
        : SlicePictures.grey(slice, window, PLAIN.withOrientation(view.letters()));
  }

  private List<Figure> differences(boolean detail) {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, SliceImage> test : view.tests().entrySet()) {
      SliceImage a = detail ? view.detail().of(test.getValue()) : test.getValue();
      SliceImage b = detail ? view.detail().of(view.reference()) : view.reference();
      figures.add(difference(test.getKey(), a, b));
    }
    return figures;
  }

  private Figure difference(String method, SliceImage test, SliceImage reference) {
    return new Figure(
        SlicePictures.difference(test, reference, limitHu, "HU", PLAIN),
        method + " \u2212 reference");
  }

  /** Few pictures share a row, many flow into a grid. */
  private static void row(ReportSection section, String caption, List<Figure> figures) {
    if (figures.size() <= MOST_IN_A_ROW) {
      section.montage(caption, figures);
    } else {
      section.paragraph(caption + ":").figures(figures);
    }
  }

  private LineChart profile() {
    Detail part = view.detail();
    LineChart chart =
        LineChart.titled("Profile, row %d of slice %d".formatted(part.middleRow(), view.slice()))
            .xAxis("distance from the left edge of the detail", "mm")
            .yAxis("value", "HU");
    addProfile(chart, "reference", view.reference());
    view.tests().forEach((name, test) -> addProfile(chart, name, test));
    return chart;
  }

  private void addProfile(LineChart chart, String name, SliceImage slice) {
    Detail part = view.detail();
    double[] x = new double[part.size()];
    double[] y = new double[part.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = i * slice.columnSpacingMm();
      y[i] = slice.values()[part.middleRow() * slice.columns() + part.column() + i];
    }
    chart.series(name, x, y);
  }
}
