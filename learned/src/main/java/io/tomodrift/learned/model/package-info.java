/**
 * Trained models as files: weights as safetensors, and a card in JSON that says what they are, what
 * images they fit and how they were made.
 *
 * <p>Start with {@link io.tomodrift.learned.model.ModelCatalogue}, which opens a model by name or
 * by file, and {@link io.tomodrift.learned.model.ModelFile}. Everything read is checked before
 * memory is taken for it; no code is ever read from a file.
 */
package io.tomodrift.learned.model;
