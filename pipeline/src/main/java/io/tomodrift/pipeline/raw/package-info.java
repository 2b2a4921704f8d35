/** From helical raw data to slices: rebin slab by slab, reconstruct, place in the patient. */
package io.tomodrift.pipeline.raw;
