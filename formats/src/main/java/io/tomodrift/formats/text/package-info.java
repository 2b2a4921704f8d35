/**
 * Configuration texts, YAML or JSON, read strictly: a key that is not known is an error that names
 * the nearest one. Start from {@link io.tomodrift.formats.text.StrictText}.
 */
package io.tomodrift.formats.text;
