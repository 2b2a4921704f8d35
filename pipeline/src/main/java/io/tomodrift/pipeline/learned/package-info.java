/**
 * Learned models in the pipeline: reports of trainings, refinement of volumes, and the choice of
 * models.
 */
package io.tomodrift.pipeline.learned;
