/** From slices to projections, as a scanner would measure them. */
package io.tomodrift.pipeline.project;
