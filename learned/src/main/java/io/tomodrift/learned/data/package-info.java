/**
 * Pairs of images to learn from: cases, splits by patient, random patches, and sets that are
 * simulated from phantoms or volumes and kept on disk.
 */
package io.tomodrift.learned.data;
