/**
 * Filtered back projection for fan and parallel beams.
 *
 * <p>Start from {@link io.tomodrift.fbp.FilteredBackprojection} and {@link
 * io.tomodrift.fbp.FbpSettings}. The parts are usable alone: {@link io.tomodrift.fbp.RampKernel} is
 * the ramp sampled in space, {@link io.tomodrift.fbp.FilterWindow} what may be multiplied to its
 * spectrum, {@link io.tomodrift.fbp.RedundancyWeights} the share each ray takes among the rays that
 * measure the same line, {@link io.tomodrift.fbp.TruncationExtrapolation} what continues
 * projections that the detector cuts off. A window of one's own is a {@link
 * io.tomodrift.fbp.TableWindow}.
 *
 * <p>Deliberately absent: a ramp sampled as |f| in frequency, whose missing zero-frequency value
 * darkens a 22 cm water disc by 2 to 77 HU depending on the padding.
 */
package io.tomodrift.fbp;
