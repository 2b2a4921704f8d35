package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.pipeline.report.MetricTable.Cell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Cells with spreads, tables of texts, dot and radar charts, marks on pictures. */
class EvaluationPartsTest {

  private static final String NASTY = "<b>&\"'";

  private static List<Element> elements(Document document, String tag) {
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < document.getElementsByTagName(tag).getLength(); i++) {
      found.add((Element) document.getElementsByTagName(tag).item(i));
    }
    return found;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void cellsShowSpreadAndNote() {
    var column = new MetricTable.Column("e", "", "d", 1, MetricTable.Better.LOWER);
    String html =
        MetricTable.of("Image", List.of(column))
            .row("a", List.of(new Cell(2.04, 0.51, NASTY)))
            .row("b", List.of(new Cell(Double.POSITIVE_INFINITY, Double.NaN, "1 of 2")))
            .row("c", List.of(new Cell(2.01, 7, "")))
            .toHtml();
    assertTrue(
        html.contains(
            "<td class=\"best\">2.0 \u00b1 0.5<small>&lt;b&gt;&amp;&quot;&#39;</small></td>"),
        html);
    assertTrue(html.contains("<td>\u221e<small>1 of 2</small></td>"), html);
    // Equal to the eye, so both are best, whatever the spread.
    assertTrue(html.contains("<td class=\"best\">2.0 \u00b1 7.0</td>"), html);
  }

  @Test
  void tablesOfTextsAreEscapedAndChecked() {
    ReportSection section = HtmlReport.titled("t").section("s");
    section.table(List.of("h", NASTY), List.of(List.of("r", NASTY)));
    assertFalse(section.toHtml().contains("<b>"), section.toHtml());
    assertThrows(
        IllegalArgumentException.class,
        () -> section.table(List.of("h"), List.of(List.of("a", "b"))));
  }

  @Test
  void dotsAreProportional() {
    Document svg =
        Xml.parse(
            DotChart.titled("t", "MAE (HU)", List.of("a"))
                .line("one", 50)
                .line("two", 100)
                .line("none", Double.NaN)
                .line("lost", Double.POSITIVE_INFINITY)
                .toSvg());
    List<Element> dots = elements(svg, "circle");
    assertEquals(3, dots.size(), "one in the legend, two values");
    double right = number(dots.get(2), "cx");
    double middle = number(dots.get(1), "cx");
    // The axis runs from 0 at the end of the labels to 100 at the right.
    assertEquals(716, right, 0.01);
    double left = 2 * middle - right;
    assertTrue(left > 30 && left < 60, "left end at " + left);
    assertTrue(Xml.text(svg, "svg").contains("\u221e"));
  }

  @Test
  void seriesDifferInShapeToo() {
    String svg = DotChart.titled("t", "x", List.of("a", "b", "c")).line("l", 1, 2, 3).toSvg();
    Document document = Xml.parse(svg);
    assertEquals(2, elements(document, "circle").size());
    assertEquals(4, elements(document, "polygon").size());
    assertThrows(
        IllegalArgumentException.class,
        () -> DotChart.titled("t", "x", List.of("a")).line("l", 1, 2));
  }

  @Test
  void theSeventhSeriesIsNotTheFirstAgain() {
    assertEquals(Palette.colour(0), Palette.colour(6));
    assertFalse(Palette.dashAttribute(0).equals(Palette.dashAttribute(6)));
    assertFalse(Palette.shape(0, 3) == Palette.shape(6, 3));
  }

  @Test
  void radarScoresAreDistancesFromTheCentre() {
    Document svg =
        Xml.parse(
            RadarChart.titled("t", List.of("up", "right", "down", "left"))
                .series("s", 1, 0.5, 0.25, 0)
                .toSvg());
    List<Element> dots = elements(svg, "circle");
    double x = 380;
    double top = number(dots.get(1), "cy");
    double centre = number(dots.get(2), "cy");
    assertEquals(x, number(dots.get(1), "cx"), 0.01);
    assertEquals(170, centre - top, 0.01);
    assertEquals(85, number(dots.get(2), "cx") - x, 0.01);
    assertEquals(42.5, number(dots.get(3), "cy") - centre, 0.01);
    assertEquals(x, number(dots.get(4), "cx"), 0.01);
    assertEquals(centre, number(dots.get(4), "cy"), 0.01);
  }

  @Test
  void radarRefusesWhatItCannotDraw() {
    assertThrows(IllegalArgumentException.class, () -> RadarChart.titled("t", List.of("a", "b")));
    RadarChart chart = RadarChart.titled("t", List.of("a", "b", "c"));
    assertThrows(IllegalArgumentException.class, () -> chart.series("s", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> chart.series("s", 1, 1, 1.1));
    assertThrows(IllegalArgumentException.class, () -> chart.series("s", 1, 1, Double.NaN));
  }

  @Test
  void marksLieWhereTheyAreAsked() {
    Picture picture =
        SlicePictures.grey(
            SliceImage.of(new float[8 * 4], 4, 8, 1), DisplayWindow.BONE, PictureOptions.PLAIN);
    Document svg = Xml.parse(picture.withFrame(0.25, 0.5, 0.5, 0.25).withLine(0.125).toSvg("d"));
    Element frame = elements(svg, "rect").get(0);
    assertEquals(250, number(frame, "x"), 0.01);
    assertEquals(250, number(frame, "y"), 0.01);
    assertEquals(500, number(frame, "width"), 0.01);
    assertEquals(125, number(frame, "height"), 0.01);
    assertEquals(62.5, number(elements(svg, "line").get(0), "y1"), 0.01);
  }
}
