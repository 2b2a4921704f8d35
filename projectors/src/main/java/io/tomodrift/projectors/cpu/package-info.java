/**
 * The backend that is always there: plain Java on the processor, found under the id {@code cpu}.
 *
 * <p>Every operator is a gather. Each output (a ray, or a pixel) lists the inputs it needs with
 * their weights and then adds them up for all slices at once, in a fixed order: {@link
 * io.tomodrift.projectors.cpu.TapList}. Nothing is written by two threads, so results do not depend
 * on their number. A projector and its adjoint evaluate one weight function, {@link
 * io.tomodrift.projectors.cpu.RayTable}, which is what makes the pair matched.
 */
package io.tomodrift.projectors.cpu;
