package io.tomodrift.pipeline.report;

import io.tomodrift.formats.AtomicOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A page about a run in one file: it opens from a disk without a network, runs no script, follows
 * the light or dark theme of its reader, prints, and fits a phone. The page is also well-formed
 * XML, and carries a content security policy that forbids it to load anything.
 *
 * <pre>{@code
 * HtmlReport report = HtmlReport.titled("Sparse-view reconstruction").subtitle("64 of 1152 views");
 * report.warn("3 views were missing and have been interpolated");
 * report.section("Result").metrics(table).montage("Slice 40", panels);
 * report.write(Path.of("report.html"));
 * }</pre>
 *
 * <p>The same calls make the same file: nothing in it depends on the time or the machine. Mutable
 * and not thread-safe.
 */
public final class HtmlReport {

  private static final String STYLE = "report.css";
  private static final int SECTIONS_WITHOUT_CONTENTS = 2;

  private final String title;
  private String subtitle = "";
  private final List<String> warnings = new ArrayList<>();
  private final List<ReportSection> sections = new ArrayList<>();

  private HtmlReport(String title) {
    this.title = Objects.requireNonNull(title, "title");
  }

  /** An empty report. */
  public static HtmlReport titled(String title) {
    return new HtmlReport(title);
  }

  /** Sets the line under the title. */
  public HtmlReport subtitle(String text) {
    subtitle = Objects.requireNonNull(text, "text");
    return this;
  }

  /** Adds a line to the box of warnings at the top; without any, there is no box. */
  public HtmlReport warn(String text) {
    warnings.add(Objects.requireNonNull(text, "text"));
    return this;
  }

  /** Adds a section at the end, to be filled. */
  public ReportSection section(String heading) {
    ReportSection section = new ReportSection(heading, "section-" + (sections.size() + 1));
    sections.add(section);
    return section;
  }

  /**
   * Writes the page; an existing file is replaced once the new one is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path target) throws IOException {
    String html = toHtml();
    AtomicOutput.file(target, path -> Files.writeString(path, html));
  }

  /** The page as text, to be stored as UTF-8. */
  public String toHtml() {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n");
    head(out);
    out.append("<body>\n<main>\n<header>\n").append(Html.element("h1", title));
    if (!subtitle.isEmpty()) {
      out.append("<p class=\"subtitle\">").append(Html.escape(subtitle)).append("</p>");
    }
    out.append("\n</header>\n");
    warnings(out);
    contents(out);
    sections.forEach(section -> out.append(section.toHtml()));
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void head(StringBuilder out) {
    out.append(
        """
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
        """);
    out.append(Html.element("title", title)).append("\n<style>\n");
    out.append(style()).append("</style>\n</head>\n");
  }

  private void warnings(StringBuilder out) {
    if (warnings.isEmpty()) {
      return;
    }
    out.append("<aside class=\"warnings\" role=\"note\"><h2>");
    out.append(warnings.size() == 1 ? "Warning" : warnings.size() + " warnings")
        .append("</h2><ul>");
    warnings.forEach(warning -> out.append(Html.element("li", warning)));
    out.append("</ul></aside>\n");
  }

  private void contents(StringBuilder out) {
    if (sections.size() <= SECTIONS_WITHOUT_CONTENTS) {
      return;
    }
    out.append("<nav>");
    for (ReportSection section : sections) {
      out.append("<a href=\"#").append(section.anchor()).append("\">");
      out.append(Html.escape(section.heading())).append("</a> ");
    }
    out.append("</nav>\n");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE + " cannot be read from the program", e);
    }
  }
}
