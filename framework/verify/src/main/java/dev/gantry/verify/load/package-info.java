/** The callers of a server: what they ask for, at random but seeded, and how they write down what came back. */
package dev.gantry.verify.load;
