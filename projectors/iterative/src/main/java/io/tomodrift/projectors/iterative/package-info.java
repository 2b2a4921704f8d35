/**
 * Iterative reconstruction of stacks of slices: {@link io.tomodrift.projectors.iterative.Sirt},
 * {@link io.tomodrift.projectors.iterative.OsSart}, {@link io.tomodrift.projectors.iterative.Cgls},
 * {@link io.tomodrift.projectors.iterative.FistaTv} and {@link
 * io.tomodrift.projectors.iterative.Pwls}, and {@link
 * io.tomodrift.projectors.iterative.DataConsistency}, the steps that pull an image of any origin
 * towards measured data.
 *
 * <p>Start with {@link io.tomodrift.projectors.iterative.Problem} and {@link
 * io.tomodrift.projectors.iterative.IterativeSolver}. Everything runs on matched projector pairs of
 * whatever backend made them. Slices of a stack share the work of a projection and nothing else:
 * step lengths, stopping and restarts are decided for each slice, so that a stack gives what its
 * slices give one by one.
 */
package io.tomodrift.projectors.iterative;
