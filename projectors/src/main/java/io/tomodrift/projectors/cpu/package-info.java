/**
 * The backend that is always there: plain Java on the processor, found under the id {@code cpu}.
 *
 * <p>Every operator is a gather. Outputs (the pixels of a {@link io.tomodrift.projectors.cpu.Tile},
 * or a bundle of rays) find the inputs they need with their weights, and {@link
 * io.tomodrift.projectors.cpu.LaneKernels} add them up for all slices at once, in a fixed order.
 * Nothing is written by two threads, so results do not depend on their number. A projector and its
 * adjoint evaluate one weight function, {@link io.tomodrift.projectors.cpu.RayTable}, which is what
 * makes the pair matched.
 *
 * <p>Start from {@link io.tomodrift.projectors.cpu.TileGather} (adjoint and back projection) and
 * {@link io.tomodrift.projectors.cpu.RayGather} (forward projection). Kernels of another kind
 * implement {@link io.tomodrift.projectors.cpu.LaneKernels} and are tested by running the tests of
 * this package on them.
 */
package io.tomodrift.projectors.cpu;
