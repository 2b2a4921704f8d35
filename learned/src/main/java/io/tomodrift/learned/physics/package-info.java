/**
 * The scan in the loop: measured data as a term of a training objective, and steps that pull a
 * refined volume back to the data it came from.
 *
 * <p>Start with {@link io.tomodrift.learned.physics.PatchPhysics} for training, which puts patches
 * into {@link io.tomodrift.learned.physics.PhysicsTerm}, and with {@link
 * io.tomodrift.learned.physics.ConsistentRefinement} for use.
 */
package io.tomodrift.learned.physics;
