package io.tomodrift.sinograms.rawwriter;

/**
 * What {@link CtProjectionWriter} wrote.
 *
 * @param views number of views
 * @param bytes size of all files
 * @param seriesUid SeriesInstanceUID of the files
 * @param clippedValues number of line integrals beyond the range of the stored scale, written as
 *     its end
 */
public record CtProjectionReport(int views, long bytes, String seriesUid, long clippedValues) {}
