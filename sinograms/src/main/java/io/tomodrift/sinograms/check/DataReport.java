package io.tomodrift.sinograms.check;

import java.util.List;

/**
 * What was found out about the data of a scan.
 *
 * @param viewsRead number of views that were looked at
 * @param findings everything worth telling, in no particular order
 * @param deadColumns columns that give no or a wrong signal, rising
 * @param deadElements single elements that do, outside these columns
 * @param truncatedShare share of the views read in which the object reaches an edge of the detector
 * @param starvedRays rays with hardly any quanta in the views read, -1 if unknown
 * @param smallest smallest line integral found
 */
public record DataReport(
    int viewsRead,
    List<Finding> findings,
    List<Integer> deadColumns,
    List<Element> deadElements,
    double truncatedShare,
    long starvedRays,
    double smallest) {

  /** Copies the lists. */
  public DataReport {
    findings = List.copyOf(findings);
    deadColumns = List.copyOf(deadColumns);
    deadElements = List.copyOf(deadElements);
  }

  /** True if nothing as serious as the given severity was found. */
  public boolean better(Severity severity) {
    return findings.stream().allMatch(finding -> finding.severity().compareTo(severity) < 0);
  }
}
