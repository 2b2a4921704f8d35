/**
 * What a compute backend implements. To add one: implement {@link
 * io.tomodrift.projectors.backend.BackendProvider}, name it in {@code
 * META-INF/services/io.tomodrift.projectors.backend.BackendProvider}, and run the contract suite
 * over it.
 */
package io.tomodrift.projectors.backend;
