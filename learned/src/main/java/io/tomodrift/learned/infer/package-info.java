/**
 * Applying trained networks to volumes of any size.
 *
 * <p>Start with {@link io.tomodrift.learned.infer.NetworkRefiner}, a network that maps volumes to
 * volumes and refuses what it was not trained for. {@link io.tomodrift.learned.infer.SlidingWindow}
 * cuts a volume into overlapping windows and blends what a function makes of them; it knows nothing
 * of networks.
 */
package io.tomodrift.learned.infer;
