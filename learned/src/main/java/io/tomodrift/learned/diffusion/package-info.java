/**
 * Denoising diffusion on plain arrays: noise schedules, the forward process, samplers from noise to
 * clean images, and Latent Drifting.
 *
 * <p>Start with {@link io.tomodrift.learned.diffusion.NoiseSchedule} and {@link
 * io.tomodrift.learned.diffusion.ForwardProcess} for training, and with {@link
 * io.tomodrift.learned.diffusion.NoiseGrid}, {@link io.tomodrift.learned.diffusion.SamplingPlan}
 * and {@link io.tomodrift.learned.diffusion.Samplers} for use.
 *
 * <p>Networks predict the noise {@code eps} in {@code x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t)
 * eps}; {@code abar = 1} is clean.
 */
package io.tomodrift.learned.diffusion;
