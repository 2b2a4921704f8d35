/** From a sinogram to slices, with their picture, manifest and report. */
package io.tomodrift.pipeline.reconstruct;
