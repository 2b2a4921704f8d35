package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgChartTest {

  @Test
  void linearTicksAreRoundAndEncloseTheRange() {
    Ticks ticks = Ticks.linear(-3.7, 12.1, 6);
    assertEquals(List.of(-5.0, 0.0, 5.0, 10.0, 15.0), ticks.positions());
    assertEquals(List.of("\u22125", "0", "5", "10", "15"), ticks.labels());
    assertEquals(
        List.of("0.00", "0.05", "0.10", "0.15", "0.20"), Ticks.linear(0.0, 0.2, 5).labels());
    assertEquals(List.of(0.0, 20.0, 40.0), Ticks.linear(0, 40, 2).positions());
  }

  @Test
  void ticksOfVerySmallAndVeryLargeNumbersStayShort() {
    assertEquals("2e\u22125", Ticks.linear(0, 1e-4, 5).labels().get(1));
    assertEquals("5e8", Ticks.linear(0, 2.4e9, 5).labels().get(1));
    assertEquals("0", Ticks.linear(-1e-7, 1e-7, 4).labels().get(2));
  }

  @Test
  void aRangeWithoutLengthStillHasTicks() {
    assertTrue(Ticks.linear(7, 7, 5).low() < 7 && Ticks.linear(7, 7, 5).high() > 7);
    assertTrue(Ticks.linear(0, 0, 5).low() < 0);
    assertTrue(Ticks.logarithmic(10, 10).high() > 10);
  }

  @Test
  void logarithmicTicksAreDecades() {
    assertArrayEquals(
        new double[] {1e-4, 1e-3, 1e-2, 1e-1}, doubles(Ticks.logarithmic(2e-4, 0.05)), 1e-12);
    assertArrayEquals(
        new double[] {1, 2, 5, 10, 20, 50, 100}, doubles(Ticks.logarithmic(1.5, 100)), 1e-9);
    assertEquals(0.5, Ticks.logarithmic(1, 1e6).fraction(1e3), 1e-12);
  }

  @Test
  void anAxisCutToItsDataKeepsTheTicksInside() {
    Ticks ticks = Ticks.linear(-204, 204, 8).cutTo(-204, 204);
    assertEquals(List.of(-200.0, -100.0, 0.0, 100.0, 200.0), ticks.positions());
    assertEquals(0, ticks.fraction(-204), 1e-12);
    assertEquals(1, ticks.fraction(204), 1e-12);
  }

  private static double[] doubles(Ticks ticks) {
    return ticks.positions().stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  @Test
  void aStraightLineIsDrawnBetweenTheCornersOfThePlot() {
    String svg =
        LineChart.titled("t").series("s", new double[] {0, 10}, new double[] {0, 100}).toSvg();
    Element path = (Element) Xml.parse(svg).getElementsByTagName("path").item(0);
    String[] ends = path.getAttribute("d").substring(1).split("L");
    double[] from = point(ends[0]);
    double[] to = point(ends[1]);
    assertEquals(738, to[0], 0.01, "the largest x is at the right edge");
    assertEquals(300, from[1] - to[1], 0.01, "y grows upwards over the whole plot");
    assertTrue(from[0] > 34 && from[0] < 80);
  }

  private static double[] point(String text) {
    String[] parts = text.split(" ");
    return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
  }

  @Test
  void pointsThatCannotBeDrawnInterruptTheLine() {
    double[] y = {1, 10, 0, 100, Double.NaN, 10, 1000, -5};
    String svg = LineChart.titled("t").logarithmicY().series("s", y).toSvg();
    Document document = Xml.parse(svg);
    String d = ((Element) document.getElementsByTagName("path").item(0)).getAttribute("d");
    assertEquals(3, d.chars().filter(c -> c == 'M').count());
    assertEquals(5, document.getElementsByTagName("circle").getLength());
  }

  @Test
  void chartsWithoutDataAreStillCharts() {
    Xml.parse(LineChart.titled("t").toSvg());
    Xml.parse(LineChart.titled("t").logarithmicY().series("s", new double[] {-1}).toSvg());
    Xml.parse(BarChart.titled("t", "s").toSvg());
    Xml.parse(BarChart.titled("t", "s").bar("nothing", 0).toSvg());
  }

  @Test
  void barsAreProportional() {
    Document svg = Xml.parse(BarChart.titled("t", "s").bar("a", 2).bar("b", 8).toSvg());
    double a = width(svg, 0);
    double b = width(svg, 1);
    assertEquals(4, b / a, 1e-3);
    assertTrue(Xml.text(svg, "svg").contains("8 s"));
  }

  private static double width(Document svg, int bar) {
    return Double.parseDouble(
        ((Element) svg.getElementsByTagName("rect").item(bar)).getAttribute("width"));
  }

  @Test
  void aFileOfItsOwnHasTheNamespace() {
    String file = LineChart.titled("t").series("s", new double[] {1, 2}).toSvgFile();
    assertEquals(
        "http://www.w3.org/2000/svg", Xml.parse(file).getDocumentElement().getAttribute("xmlns"));
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("1.5", Numbers.coordinate(1.5));
      assertEquals("\u22121.50", Numbers.fixed(-1.5, 2));
      assertEquals("0.0123", Numbers.significant(0.0123, 3));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void durationsAndSizesAreReadable() {
    assertEquals("0.4 s", Numbers.seconds(0.4));
    assertEquals("2 min 05 s", Numbers.seconds(125.2));
    assertEquals("2 h 30 min", Numbers.seconds(9000));
    assertEquals("217 MB", Numbers.bytes(217_055_232));
    assertEquals("999 B", Numbers.bytes(999));
    assertEquals("1.2e\u22127", Numbers.significant(1.2e-7, 3));
  }

  @Test
  void wrongSeriesAreRefused() {
    LineChart chart = LineChart.titled("t");
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> chart.series("s", new double[2], new double[3]));
    assertEquals("series 's' has 2 x and 3 y values", e.getMessage());
    BarChart bars = BarChart.titled("t", "s");
    assertThrows(IllegalArgumentException.class, () -> bars.bar("x", -1));
  }
}
