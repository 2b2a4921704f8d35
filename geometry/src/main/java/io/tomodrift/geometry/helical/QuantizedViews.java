package io.tomodrift.geometry.helical;

import java.util.Objects;

/**
 * Computed views as a source of 16 bit projections.
 *
 * @param views the line integrals
 * @param scale their meaning; line integrals beyond its range are clipped to it
 */
public record QuantizedViews(ConeViews views, StoredScale scale) implements ProjectionSource {

  /** Line integrals from -0.6 to 12.5 in steps of 2e-4. */
  public static final StoredScale WIDE = new StoredScale(2e-4, -0.6);

  /** Checks the values. */
  public QuantizedViews {
    Objects.requireNonNull(views, "views");
    Objects.requireNonNull(scale, "scale");
  }

  @Override
  public HelicalGeometry geometry() {
    return views.geometry();
  }

  @Override
  public StoredScale read(int view, short[] target) {
    float[] values = new float[geometry().detector().elements()];
    views.view(view, values);
    for (int i = 0; i < values.length; i++) {
      target[i] = scale.stored(values[i]);
    }
    return scale;
  }
}
