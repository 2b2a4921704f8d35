package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Ray3;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Exact projections of a solid phantom, one ray an element, that count how often they are read. */
final class SolidScan implements ProjectionSource {

  private static final StoredScale SCALE = new StoredScale(2e-4, -0.6);

  private final HelicalGeometry geometry;
  private final SolidPhantom phantom;
  private final StoredScale scale;
  final AtomicIntegerArray reads;

  SolidScan(HelicalGeometry geometry, SolidPhantom phantom) {
    this(geometry, phantom, SCALE);
  }

  SolidScan(HelicalGeometry geometry, SolidPhantom phantom, StoredScale scale) {
    this.geometry = geometry;
    this.phantom = phantom;
    this.scale = scale;
    this.reads = new AtomicIntegerArray(geometry.views());
  }

  @Override
  public HelicalGeometry geometry() {
    return geometry;
  }

  @Override
  public StoredScale read(int view, short[] target) {
    reads.incrementAndGet(view);
    if (phantom.parts().isEmpty()) {
      Arrays.fill(target, scale.stored(0));
      return scale;
    }
    Vec3 source = geometry.sourceMm(view);
    int rows = geometry.detector().rows();
    for (int c = 0; c < geometry.detector().columns(); c++) {
      for (int r = 0; r < rows; r++) {
        Ray3 ray = Ray3.through(source, geometry.elementMm(view, c, r));
        target[c * rows + r] = scale.stored(phantom.lineIntegral(ray));
      }
    }
    return scale;
  }
}
