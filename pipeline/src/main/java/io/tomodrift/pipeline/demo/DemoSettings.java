package io.tomodrift.pipeline.demo;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.Objects;
import java.util.Optional;

/**
 * What the demonstration simulates.
 *
 * @param geometry the full scan
 * @param sparseViews views of the sparse scan, spread evenly over the full one
 * @param fbp how both are reconstructed
 * @param water scale between HU and attenuation
 * @param noise noise of the measurement; empty for none
 */
public record DemoSettings(
    ScanGeometry geometry,
    int sparseViews,
    FbpSettings fbp,
    HounsfieldScale water,
    Optional<TransmissionNoise> noise) {

  /** Checks the values. */
  public DemoSettings {
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(fbp, "fbp");
    Objects.requireNonNull(water, "water");
    Objects.requireNonNull(noise, "noise");
    if (sparseViews < 1 || sparseViews > geometry.views()) {
      throw new GeometryException(
          "%d sparse views cannot be taken from a scan of %d views"
              .formatted(sparseViews, geometry.views()));
    }
  }

  /** A clinical scanner, all of its views against 60, Hann filter, no noise. */
  public static DemoSettings defaults() {
    return new DemoSettings(
        ScannerPreset.SIEMENS_AS_PLUS.fullTurn(),
        60,
        FbpSettings.defaults().withWindow(RampWindow.HANN),
        HounsfieldScale.DEFAULT,
        Optional.empty());
  }
}
