/**
 * What training minimises: losses, the drift of feature distributions, the data term of the scan,
 * and how several of them are balanced.
 *
 * <p>An {@link io.tomodrift.learned.objective.Objective} has one or more {@link
 * io.tomodrift.learned.objective.Phase}s, each with its own weights and optimiser: regression has
 * one, adversarial training has two.
 */
package io.tomodrift.learned.objective;
