/**
 * Reports of a run: one HTML file that opens from a disk or a mail attachment, and the {@link
 * io.tomodrift.pipeline.report.Manifest} written beside every output.
 *
 * <p>Start from {@link io.tomodrift.pipeline.report.HtmlReport}: it holds sections, a section holds
 * paragraphs, tables, figures and charts. {@link io.tomodrift.pipeline.report.SlicePictures} draws
 * arrays, {@link io.tomodrift.pipeline.report.LineChart} and {@link
 * io.tomodrift.pipeline.report.BarChart} draw numbers.
 *
 * <p>Every text that comes in is escaped, every picture is inside the file, and the page forbids
 * itself to load anything. Deliberately absent: scripts, fonts, and any way to pass raw HTML.
 */
package io.tomodrift.pipeline.report;
