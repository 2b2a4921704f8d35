package io.tomodrift.projectors;

/**
 * A linear map A and its true transpose.
 *
 * <p>{@code forward} computes {@code out = A x}, {@code adjoint} computes {@code out = A^T y}; both
 * overwrite {@code out} entirely. Input and output must not be the same object. {@code <A x, y> =
 * <x, A^T y>} holds to rounding, which {@link DotTest} measures.
 *
 * @param <X> domain (images)
 * @param <Y> range (data)
 */
public interface LinearOperator<X, Y> {

  /** Computes {@code out = A x}. */
  void forward(X x, Y out);

  /** Computes {@code out = A^T y}. */
  void adjoint(Y y, X out);
}
