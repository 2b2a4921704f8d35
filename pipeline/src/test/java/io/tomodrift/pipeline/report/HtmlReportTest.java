package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.png.DisplayWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {

  private static final String PAGE = ExampleReport.make().toHtml();
  private static final String NASTY = "<script>alert('x')</script> & \"quoted\" \u0000\uD800";
  private static final String SHOWN = "<script>alert('x')</script> & \"quoted\" \uFFFD\uFFFD";

  @Test
  void theWholePageIsWellFormed() {
    Document page = Xml.parse(PAGE);
    assertEquals("html", page.getDocumentElement().getTagName());
    assertEquals(5, page.getElementsByTagName("section").getLength());
    assertEquals(
        15, page.getElementsByTagName("figure").getLength(), "10 pictures, 2 montages, 3 charts");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    Document page = Xml.parse(PAGE);
    NodeList all = page.getElementsByTagName("*");
    int links = 0;
    Set<String> tags = new HashSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      tags.add(element.getTagName());
      for (String name : List.of("href", "src", "srcset", "xlink:href", "data", "action")) {
        String value = element.getAttribute(name);
        if (!value.isEmpty()) {
          links++;
          assertTrue(
              value.startsWith("data:image/png;base64,") || value.matches("#[a-z0-9-]+"), value);
        }
      }
    }
    assertTrue(links > 15, "found " + links + " references");
    assertFalse(tags.contains("script") || tags.contains("link") || tags.contains("iframe"));
  }

  @Test
  void neitherThePageNorItsStyleNamesAnAddress() {
    String html = PAGE;
    assertFalse(Pattern.compile("https?://|url\\(|@import|@font-face").matcher(html).find());
  }

  @Test
  void everyAnchorLeadsSomewhere() {
    String html = PAGE;
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(html);
    List<String> targets = new ArrayList<>();
    while (links.find()) {
      targets.add(links.group(1));
    }
    assertEquals(5, targets.size());
    targets.forEach(target -> assertTrue(html.contains("id=\"" + target + "\""), target));
  }

  @Test
  void everyTextIsEscaped() {
    HtmlReport report = HtmlReport.titled(NASTY).subtitle(NASTY).warn(NASTY);
    Picture picture =
        SlicePictures.grey(
            SliceImage.of(new float[1], 1, 1, 1),
            DisplayWindow.BONE,
            PictureOptions.PLAIN.withOrientation(new OrientationLetters(NASTY, "", "", "")));
    var column = new MetricTable.Column(NASTY, NASTY, NASTY, 1, MetricTable.Better.HIGHER);
    report
        .section(NASTY)
        .paragraph(NASTY)
        .facts(Map.of(NASTY, NASTY))
        .details(NASTY, NASTY)
        .metrics(MetricTable.of(NASTY, List.of(column)).row(NASTY, 1))
        .figures(List.of(new Figure(picture, NASTY)))
        .montage(NASTY, List.of(new Figure(picture, NASTY)))
        .chart(BarChart.titled(NASTY, NASTY).bar(NASTY, 1), NASTY)
        .chart(
            LineChart.titled(NASTY)
                .xAxis(NASTY, NASTY)
                .yAxis(NASTY, NASTY)
                .series(NASTY, new double[] {1, 2}),
            NASTY);
    String html = report.toHtml();
    assertFalse(html.contains("<script"), "no markup passes through");
    Document page = Xml.parse(html);
    assertEquals(SHOWN, Xml.text(page, "h1"));
    assertEquals(SHOWN, Xml.text(page, "title"));
    assertEquals(SHOWN, Xml.text(page, "li"));
    assertEquals(SHOWN, Xml.text(page, "pre"));
    assertEquals(
        SHOWN, ((Element) page.getElementsByTagName("abbr").item(0)).getAttribute("title"));
    assertEquals(
        SHOWN, ((Element) page.getElementsByTagName("svg").item(0)).getAttribute("aria-label"));
  }

  @Test
  void aReportWithoutWarningsHasNoBox() {
    assertFalse(HtmlReport.titled("a").toHtml().contains("<aside"));
  }

  @Test
  void sameCallsMakeTheSameFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/report.html");
    ExampleReport.make().write(file);
    assertEquals(PAGE, Files.readString(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count(), "only the report is left");
    }
  }

  @Test
  void bestValuesAreMarkedAsShown() {
    var lower = new MetricTable.Column("e", "", "d", 1, MetricTable.Better.LOWER);
    var higher = new MetricTable.Column("q", "", "d", 1, MetricTable.Better.HIGHER);
    var neither = new MetricTable.Column("b", "", "d", 1, MetricTable.Better.NEITHER);
    String html =
        MetricTable.of("Image", List.of(lower, higher, neither))
            .row("a", 1.04, 5, 0)
            .row("b", 0.96, 7, 0)
            .row("c", Double.NaN, 6, -0.01)
            .toHtml();
    List<String> best = new ArrayList<>();
    Matcher cells = Pattern.compile("<td class=\"best\">([^<]*)</td>").matcher(html);
    while (cells.find()) {
      best.add(cells.group(1));
    }
    assertEquals(List.of("1.0", "1.0", "7.0"), best);
    assertTrue(html.contains("<td>\u2013</td>"), "NaN is a dash");
    assertTrue(html.contains("<td>0.0</td>"), "no negative zero");
    assertFalse(html.contains("\u22120.0"));
  }
}
