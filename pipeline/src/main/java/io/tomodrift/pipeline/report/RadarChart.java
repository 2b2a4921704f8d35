package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Scores from 0 (centre) to 1 (rim) on axes that run out of one point, one outline a series. What
 * the scores are is for the caption to say.
 */
public final class RadarChart implements SvgChart {

  private static final double WIDTH = 760;
  private static final double RADIUS = 170;
  private static final double LABEL_SPACE = 42;
  private static final int RINGS = 4;

  private static final class Series {
    final String name;
    final double[] scores;

    Series(String name, double[] scores) {
      this.name = name;
      this.scores = scores;
    }
  }

  private final String title;
  private final List<String> axes;
  private final List<Series> series = new ArrayList<>();

  private RadarChart(String title, List<String> axes) {
    this.title = Objects.requireNonNull(title, "title");
    this.axes = List.copyOf(axes);
    if (axes.size() < 3) {
      throw new IllegalArgumentException("a radar chart needs 3 axes or more, got " + axes.size());
    }
  }

  /** An empty chart with three axes or more, the first upwards, the others clockwise. */
  public static RadarChart titled(String title, List<String> axes) {
    return new RadarChart(title, axes);
  }

  /** Adds an outline with a score of 0 to 1 for each axis. */
  public RadarChart series(String name, double... scores) {
    if (scores.length != axes.size()) {
      throw new IllegalArgumentException(
          "series '%s' has %d scores for %d axes".formatted(name, scores.length, axes.size()));
    }
    for (double score : scores) {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "series '%s' has the score %s, which is not in [0, 1]".formatted(name, score));
      }
    }
    series.add(new Series(name, scores.clone()));
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String toSvg() {
    StringBuilder body = new StringBuilder();
    List<String> names = series.stream().map(one -> one.name).toList();
    double top = SvgLegend.dots(body, names, 20, WIDTH - 20) + LABEL_SPACE;
    double centre = top + RADIUS;
    for (int ring = 1; ring <= RINGS; ring++) {
      double share = (double) ring / RINGS;
      body.append(
          "<path d=\"%s\" fill=\"none\" %s/>"
              .formatted(ring(centre, share), ring == RINGS ? SvgText.AXIS : SvgText.GRID));
      // The rim's own label would lie under that of the first axis.
      String label = ring == RINGS ? "" : Numbers.significant(share, 2);
      SvgText.text(body, WIDTH / 2 + 4, centre - share * RADIUS - 3, "start", label);
    }
    for (int axis = 0; axis < axes.size(); axis++) {
      SvgText.line(body, WIDTH / 2, centre, x(axis, 1), y(centre, axis, 1), SvgText.GRID);
      label(body, centre, axis);
    }
    for (int i = 0; i < series.size(); i++) {
      draw(body, centre, series.get(i), i);
    }
    StringBuilder svg = new StringBuilder();
    SvgText.open(svg, WIDTH, centre + RADIUS + LABEL_SPACE, title);
    return svg.append(body).append("</svg>").toString();
  }

  private void label(StringBuilder svg, double centre, int axis) {
    double across = Math.sin(angle(axis));
    String anchor = Math.abs(across) < 0.2 ? "middle" : across > 0 ? "start" : "end";
    double distance = 1 + 16 / RADIUS;
    SvgText.text(svg, x(axis, distance), y(centre, axis, distance) + 4.5, anchor, axes.get(axis));
  }

  private void draw(StringBuilder svg, double centre, Series one, int index) {
    svg.append(
        "<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.07\" stroke=\"%2$s\" stroke-width=\"2\"%s/>"
            .formatted(
                outline(centre, one.scores), Palette.colour(index), Palette.dashAttribute(index)));
    for (int axis = 0; axis < axes.size(); axis++) {
      double score = one.scores[axis];
      String tip = one.name + ", " + axes.get(axis) + ": " + Numbers.significant(score, 3);
      SvgLegend.mark(svg, index, x(axis, score), y(centre, axis, score), 4, tip);
    }
  }

  private String ring(double centre, double share) {
    double[] scores = new double[axes.size()];
    Arrays.fill(scores, share);
    return outline(centre, scores);
  }

  private String outline(double centre, double... scores) {
    StringBuilder path = new StringBuilder();
    for (int axis = 0; axis < scores.length; axis++) {
      path.append(axis == 0 ? 'M' : 'L').append(Numbers.coordinate(x(axis, scores[axis])));
      path.append(' ').append(Numbers.coordinate(y(centre, axis, scores[axis])));
    }
    return path.append('Z').toString();
  }

  private double angle(int axis) {
    return 2 * Math.PI * axis / axes.size();
  }

  private double x(int axis, double share) {
    return WIDTH / 2 + share * RADIUS * Math.sin(angle(axis));
  }

  private double y(double centre, int axis, double share) {
    return centre - share * RADIUS * Math.cos(angle(axis));
  }
}
