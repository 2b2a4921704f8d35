package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.Arrays;
import java.util.Optional;

/** What files call scanners, windows and noise. */
final class ScanNames {

  private ScanNames() {}

  static ScannerPreset scanner(String id) {
    return Arrays.stream(ScannerPreset.values())
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown scanner '%s'; known are %s"
                        .formatted(
                            id,
                            Arrays.stream(ScannerPreset.values())
                                .map(ScannerPreset::id)
                                .toList())));
  }

  static RampWindow window(String name) {
    return Arrays.stream(RampWindow.values())
        .filter(window -> window.name().replace('_', '-').equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown window '%s'; known are %s"
                        .formatted(name, Arrays.toString(RampWindow.values()))));
  }

  /** 0 quanta stand for no noise. */
  static Optional<TransmissionNoise> noise(double incidentQuanta, double electronicVariance) {
    return incidentQuanta == 0
        ? Optional.empty()
        : Optional.of(new TransmissionNoise(incidentQuanta, electronicVariance));
  }
}
