package io.tomodrift.tests.benchmarks;

import io.tomodrift.pipeline.bench.CeilingMeter;
import io.tomodrift.pipeline.bench.Ceilings;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backends;

/** Prints the ceilings of one core and the backends, as the options of this process allow them. */
final class MachineProbe {

  private MachineProbe() {}

  /** No arguments. */
  public static void main(String[] args) {
    try (CeilingMeter meter = new CeilingMeter(1)) {
      Ceilings ceilings = meter.measure();
      System.out.println("gups " + ceilings.gups());
      System.out.println("stream " + ceilings.streamBytesPerSecond());
      ceilings.loads().forEach(loads -> System.out.println("kernel " + loads));
    }
    for (Backends.Probe probe : Backends.probeAll()) {
      System.out.println(
          probe.availability() instanceof Availability.Available device
              ? "available " + probe.id() + " " + device.device()
              : "missing " + probe.id() + " " + probe.availability());
    }
  }
}
