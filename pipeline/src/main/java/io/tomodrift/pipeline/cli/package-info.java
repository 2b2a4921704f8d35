/**
 * The commands: option parsing and printing only. What a command does is in the packages beside
 * this one and can be called from Java.
 */
package io.tomodrift.pipeline.cli;
