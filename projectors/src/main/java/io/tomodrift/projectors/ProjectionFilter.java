package io.tomodrift.projectors;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * The convolution of every projection of a stack with one symmetric kernel, given by the kernel's
 * spectrum: the filter of filtered back projection, without the weights that go before it.
 *
 * <p>For each line x of {@code positions} values, continued with zeros to the length M of the
 * spectrum H: {@code x <- first positions values of IDFT(H DFT(x))}. The inverse transform is
 * <em>not</em> scaled by 1/M: H carries that factor. H is real and even in frequency, so two real
 * lines may share one complex transform.
 *
 * <p><b>Shape</b>: {@code [view][position][lane]}, INTERLEAVED, any number of views and slices,
 * overwritten. <b>Accuracy</b>: float32; against a transform in double precision within 1e-6 of the
 * largest value of the filtered line, 5e-6 if the line is smooth and the kernel a ramp, which
 * cancels the large low frequencies. <b>Threading</b>: uses the threads of the backend's context,
 * and the result does not depend on their number; one instance must not be called concurrently.
 */
public interface ProjectionFilter extends AutoCloseable {

  /** Values in a line. */
  int positions();

  /** Filters every line of every view in place. */
  void apply(FloatStack lines);

  /** Releases device resources; no further calls. */
  @Override
  void close();
}
