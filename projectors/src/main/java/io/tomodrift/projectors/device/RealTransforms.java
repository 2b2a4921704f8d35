package io.tomodrift.projectors.device;

/**
 * Transforms of many real lines at once. Real values are {@code [part][index][line]}, two parts in
 * one buffer; spectra of one part are {@code [frequency][line]}, real and imaginary part side by
 * side, for frequencies 0 to length / 2.
 */
public interface RealTransforms extends AutoCloseable {

  /** Transforms one part. */
  void forward(DeviceQueue queue, DeviceBuffer real, int part, DeviceBuffer spectrum);

  /** Transforms back into one part, without the factor 1 / length; the spectrum is lost. */
  void inverse(DeviceQueue queue, DeviceBuffer spectrum, DeviceBuffer real, int part);

  @Override
  void close();
}
