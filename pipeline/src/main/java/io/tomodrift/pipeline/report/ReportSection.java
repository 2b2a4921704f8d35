package io.tomodrift.pipeline.report;

import io.tomodrift.geometry.GeometryParameter;
import io.tomodrift.geometry.ScanGeometry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of an {@link HtmlReport} under its own heading. All texts are escaped. */
public final class ReportSection {

  private final String heading;
  private final String anchor;
  private final StringBuilder body = new StringBuilder();

  ReportSection(String heading, String anchor) {
    this.heading = heading;
    this.anchor = anchor;
  }

  /** Adds a paragraph. */
  public ReportSection paragraph(String text) {
    body.append(Html.element("p", text)).append('\n');
    return this;
  }

  /** Adds names and values, in the order of the map. */
  public ReportSection facts(Map<String, String> facts) {
    body.append("<div class=\"wide\"><table class=\"facts\"><tbody>");
    facts.forEach(
        (name, value) ->
            body.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>"));
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Adds a table of metrics with their definitions. */
  public ReportSection metrics(MetricTable table) {
    body.append(table.toHtml());
    return this;
  }

  /**
   * Adds a table of texts.
   *
   * @param heads heads of the columns
   * @param rows texts of each row, of which the first is its head
   */
  public ReportSection table(List<String> heads, List<List<String>> rows) {
    body.append("<div class=\"wide\"><table class=\"texts\"><thead><tr>");
    heads.forEach(
        head -> body.append("<th scope=\"col\">").append(Html.escape(head)).append("</th>"));
    body.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      if (row.size() != heads.size()) {
        throw new IllegalArgumentException(
            "a row of %d texts for %d columns: %s".formatted(row.size(), heads.size(), row));
      }
      body.append("<tr><th scope=\"row\">").append(Html.escape(row.get(0))).append("</th>");
      row.stream().skip(1).forEach(text -> body.append(Html.element("td", text)));
      body.append("</tr>");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Adds a heading below that of the section. */
  public ReportSection heading(String text) {
    body.append(Html.element("h3", text)).append('\n');
    return this;
  }

  /** Adds figures that flow into as many columns as the screen is wide. */
  public ReportSection figures(List<Figure> figures) {
    body.append("<div class=\"grid\">");
    figures.forEach(figure -> append(figure, ""));
    body.append("</div>\n");
    return this;
  }

  /**
   * Adds pictures to be compared: side by side in one row, equally high, under a common caption. On
   * a narrow screen they are below each other.
   */
  public ReportSection montage(String caption, List<Figure> panels) {
    body.append("<figure class=\"montage\"><div class=\"row\">");
    for (Figure panel : panels) {
      String share = Numbers.coordinate(panel.picture().aspectRatio());
      append(panel, " style=\"flex-grow:" + share + "\"");
    }
    body.append("</div>").append(Html.element("figcaption", caption)).append("</figure>\n");
    return this;
  }

  private void append(Figure figure, String attributes) {
    body.append("<figure").append(attributes).append('>');
    body.append(figure.picture().toSvg(figure.caption()));
    body.append(Html.element("figcaption", figure.caption())).append("</figure>");
  }

  /** Adds a chart, with its title above and a caption (may be empty) below. */
  public ReportSection chart(SvgChart chart, String caption) {
    body.append("<figure class=\"plot\">").append(Html.element("h3", chart.title()));
    body.append(chart.toSvg());
    if (!caption.isEmpty()) {
      body.append(Html.element("figcaption", caption));
    }
    body.append("</figure>\n");
    return this;
  }

  /** Adds preformatted text that is folded away until asked for. */
  public ReportSection details(String summary, String text) {
    body.append("<details>").append(Html.element("summary", summary));
    body.append(Html.element("pre", text)).append("</details>\n");
    return this;
  }

  /** Adds every parameter of a scan, folded away. */
  public ReportSection geometry(String summary, ScanGeometry geometry) {
    body.append("<details>").append(Html.element("summary", summary));
    body.append("<div class=\"wide\"><table class=\"facts\"><tbody>");
    for (GeometryParameter parameter : geometry.parameters()) {
      body.append("<tr><th scope=\"row\"><code>").append(Html.escape(parameter.name()));
      body.append("</code></th><td>").append(Html.escape(parameter.value())).append("</td><td>");
      body.append(Html.escape(parameter.meaning())).append("</td></tr>");
    }
    body.append("</tbody></table></div></details>\n");
    return this;
  }

  /**
   * Adds how an output was made: the main facts open, inputs and the whole manifest folded away.
   */
  public ReportSection manifest(Manifest manifest) {
    facts(manifest.summary());
    if (!manifest.inputs().isEmpty()) {
      body.append("<details>");
      body.append(Html.element("summary", "Input files (" + manifest.inputs().size() + ")"));
      Map<String, String> rows = new LinkedHashMap<>();
      for (Manifest.InputFile input : manifest.inputs()) {
        rows.put(input.path(), Numbers.bytes(input.bytes()) + ", SHA-256 " + input.sha256());
      }
      facts(rows);
      body.append("</details>\n");
    }
    return details("Manifest (JSON)", manifest.toJson());
  }

  String heading() {
    return heading;
  }

  String anchor() {
    return anchor;
  }

  String toHtml() {
    return "<section id=\"%s\">\n%s\n%s</section>\n"
        .formatted(anchor, Html.element("h2", heading), body);
  }
}
