/**
 * Whole ways from data to image, on measured scans and on phantoms whose truth is known. Each test
 * prints the numbers it measured in lines that start with {@code measured:}.
 */
package io.tomodrift.tests.science;
