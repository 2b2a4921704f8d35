package io.tomodrift.geometry.helical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Stored projections as line integrals; a view that cannot be read is an {@link
 * UncheckedIOException}.
 *
 * @param source the stored projections
 */
public record DecodedViews(ProjectionSource source) implements ConeViews {

  /** Checks the source. */
  public DecodedViews {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public HelicalGeometry geometry() {
    return source.geometry();
  }

  @Override
  public void view(int index, float[] target) {
    int elements = geometry().detector().elements();
    short[] stored = new short[elements];
    StoredScale scale = read(index, stored);
    for (int i = 0; i < elements; i++) {
      target[i] = (float) scale.lineIntegral(stored[i]);
    }
  }

  private StoredScale read(int index, short[] stored) {
    try {
      return source.read(index, stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
