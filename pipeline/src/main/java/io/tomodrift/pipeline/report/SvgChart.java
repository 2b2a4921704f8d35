package io.tomodrift.pipeline.report;

/**
 * A drawing of numbers as SVG. Text and axes take the colour of the text around it, so one drawing
 * serves light and dark pages and paper.
 */
public sealed interface SvgChart permits LineChart, BarChart, DotChart, RadarChart {

  /** What the chart shows. */
  String title();

  /** An {@code svg} element to be put into HTML. */
  String toSvg();

  /** The same as a file of its own, with the namespace such a file needs. */
  default String toSvgFile() {
    return toSvg().replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ") + "\n";
  }
}
