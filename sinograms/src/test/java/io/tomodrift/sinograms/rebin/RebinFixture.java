package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Ray3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the tests of rebinning share. */
final class RebinFixture {

  static final RunContext CONTEXT = RunContext.defaults().withParallelism(2);

  /**
   * Constant along Z, wider than the fan, without an edge inside: interpolation has nothing to
   * blur.
   */
  static final SolidPhantom WIDE =
      phantom(new SolidPart(Cylinder.alongZ(new Vec3(30, -20, 0), 320, 1000), 0.01));

  private RebinFixture() {}

  static SolidPhantom phantom(SolidPart... parts) {
    return new SolidPhantom("test", List.of(parts));
  }

  static SolidPart sphere(double x, double y, double z, double radius, double density) {
    return new SolidPart(Ellipsoid.ball(new Vec3(x, y, z), radius), density);
  }

  static Sinogram rebin(RebinPlan plan, SolidScan scan, int slices) {
    try (RebinStream stream = new RebinStream(scan, plan, CONTEXT)) {
      return stream.next(slices).sinogram();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Root mean square and largest difference from the phantom's own slices. */
  record Error(double rms, double max) {}

  /** Compares with exact rays of the slices; only the symmetric fan counts. */
  static Error error(Sinogram rebinned, SolidPhantom phantom) {
    FanBeamGeometry fan = (FanBeamGeometry) rebinned.geometry();
    double squares = 0;
    double max = 0;
    long count = 0;
    for (int channel = 0; channel < fan.channels(); channel++) {
      if (Math.abs(fan.fanAngleRad(channel)) > fan.symmetricHalfFanRad() + 1e-9) {
        continue;
      }
      for (int view = 0; view < fan.views(); view++) {
        for (int slice = 0; slice < rebinned.slices(); slice++) {
          double difference =
              rebinned.stack().get(slice, view, channel)
                  - exact(fan, phantom, view, channel, rebinned.sliceAxis().zMm(slice));
          squares += difference * difference;
          max = Math.max(max, Math.abs(difference));
          count++;
        }
      }
    }
    return new Error(Math.sqrt(squares / count), max);
  }

  static double exact(
      FanBeamGeometry fan, SolidPhantom phantom, int view, double channel, double zMm) {
    return phantom.lineIntegral(Ray3.inPlane(fan.ray(view, channel), zMm));
  }
}
