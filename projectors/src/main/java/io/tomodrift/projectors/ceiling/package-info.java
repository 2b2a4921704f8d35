/**
 * What one core can do at best, as kernels to be timed: the yardstick that the operators are held
 * against. Start from {@link io.tomodrift.projectors.ceiling.LoadKernels}; a kernel that needs a
 * module of its own implements {@link io.tomodrift.projectors.ceiling.LoadKernel} and is named in
 * {@code META-INF/services}. Nothing here reads a clock.
 */
package io.tomodrift.projectors.ceiling;
