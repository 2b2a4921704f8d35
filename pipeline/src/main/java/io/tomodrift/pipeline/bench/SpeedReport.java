package io.tomodrift.pipeline.bench;

import java.util.List;

/**
 * What a run of {@code tomodrift bench} found.
 *
 * @param toolVersion version of tomodrift
 * @param machine where and when it ran
 * @param backend what computed
 * @param device on what
 * @param threads threads used
 * @param ceilings what one core could do at the start
 * @param ceilingGups voxel updates a second of one core at best at the start, in 10^9
 * @param measurements the operations
 * @param notes what was left out, and why
 */
public record SpeedReport(
    String toolVersion,
    MachineFacts machine,
    String backend,
    String device,
    int threads,
    Ceilings ceilings,
    double ceilingGups,
    List<Measurement> measurements,
    List<String> notes) {

  /** Copies the lists. */
  public SpeedReport {
    measurements = List.copyOf(measurements);
    notes = List.copyOf(notes);
  }

  SpeedReport with(List<Measurement> found, List<String> said) {
    return new SpeedReport(
        toolVersion, machine, backend, device, threads, ceilings, ceilingGups, found, said);
  }
}
