package io.tomodrift.sinograms;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;

/** Keeps some views of a scan, as a sparse-view protocol would have measured them. */
public final class ViewSampling {

  private ViewSampling() {}

  /**
   * Keeps {@code views} views spread evenly over the scan, see {@link
   * io.tomodrift.geometry.Angles#evenSubset}. A last view that repeats the first one after a full
   * turn is not counted. The view weights of a later reconstruction follow from the angles that
   * remain.
   *
   * @throws io.tomodrift.geometry.error.GeometryException if the scan has fewer distinct views
   */
  public static Sinogram even(Sinogram full, int views) {
    return subset(full, full.geometry().angles().evenSubset(views));
  }

  /** Keeps the given views, in the given order. */
  public static Sinogram subset(Sinogram full, int... views) {
    FloatStack source = full.stack();
    FloatStack kept =
        FloatStack.zeros(source.slices(), views.length, source.columns(), source.layout());
    int channels = source.columns();
    boolean planar = source.layout() == io.tomodrift.geometry.stack.SliceLayout.PLANAR;
    int blocks = planar ? source.slices() : 1;
    int run = planar ? channels : channels * source.lanes();
    for (int block = 0; block < blocks; block++) {
      for (int v = 0; v < views.length; v++) {
        System.arraycopy(
            source.data(),
            source.index(block, views[v], 0),
            kept.data(),
            kept.index(block, v, 0),
            run);
      }
    }
    ScanGeometry geometry = full.geometry();
    return new Sinogram(
        kept, geometry.withAngles(geometry.angles().subset(views)), full.sliceAxis(), full.unit());
  }
}
