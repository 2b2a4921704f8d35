/**
 * The backend {@code cuda}: {@link io.tomodrift.projectors.device.Device} by the calls of CUDA's
 * driver, and nothing else. Kernels are compiled by NVRTC where it loads and come as PTX where it
 * does not; cuBLAS and cuFFT are used where they load.
 */
package io.tomodrift.projectors.cuda;
