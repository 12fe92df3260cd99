using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>What a site takes from a plan.</summary>
/// <param name="Path">The plan.</param>
/// <param name="Fields">Its fields with their beam times.</param>
/// <param name="Fractions">Its fractions.</param>
/// <param name="OneFieldPerFraction">Whether it gives one beam per fraction.</param>
internal sealed record PlannedFields(string Path, IReadOnlyList<TreatmentField> Fields, int Fractions, bool OneFieldPerFraction);
