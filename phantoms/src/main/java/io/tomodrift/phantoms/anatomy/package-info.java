/**
 * Random anthropomorphic slices and volumes in HU with tissue labels: bodies that differ from seed
 * to seed, for demonstrations and for training. Start from {@link
 * io.tomodrift.phantoms.anatomy.AnthropomorphicGenerator}. These are plausible cartoons, not models
 * of real patients.
 */
package io.tomodrift.phantoms.anatomy;
