/**
 * Generative drifting: the field that pulls features of generated images towards those of real ones
 * and pushes them from one another, and the loss that follows it.
 *
 * <p>Start with {@link io.tomodrift.learned.drift.DriftLoss}, the loss of a mini-batch. It cuts
 * {@link io.tomodrift.learned.drift.SubVolumes}, asks a frozen encoder for {@link
 * io.tomodrift.learned.drift.StageMaps}, describes them with a {@link
 * io.tomodrift.learned.drift.FeatureBank}, and computes one {@link
 * io.tomodrift.learned.drift.DriftField} a descriptor.
 *
 * <p><b>Sources</b>: generative drifting for conditional generation, arXiv 2604.19736, equation
 * numbers in comments are its; drifting models, arXiv 2602.04770, and their released code.
 *
 * <p><b>Types</b>: float32 and float64 alike; results have the type of their input.
 */
package io.tomodrift.learned.drift;
