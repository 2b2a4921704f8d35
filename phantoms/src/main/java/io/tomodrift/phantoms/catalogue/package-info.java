/**
 * Phantoms of the field by name: {@link io.tomodrift.phantoms.catalogue.PhantomCatalogue} has them
 * at a standard size; the classes beside it make them at other sizes and contrasts.
 */
package io.tomodrift.phantoms.catalogue;
