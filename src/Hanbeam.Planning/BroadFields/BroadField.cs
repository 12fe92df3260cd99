namespace Hanbeam.Planning.BroadFields;

/// <summary>
/// The setting in which prescriptions are compared [Fossati2012]: a cube in water, irradiated from one side, or from two opposite sides of a box
/// twice as thick as the cube's depth.
/// </summary>
/// <param name="CubeMm">Edge of the target cube, mm.</param>
/// <param name="DepthMm">Depth of its centre below the surface, mm; at least half the edge.</param>
/// <param name="Fields">1, or 2 for opposed fields in every fraction.</param>
public sealed record BroadField(double CubeMm, double DepthMm, int Fields)
{
    /// <summary>Depth of the cube's near side, mm.</summary>
    public double NearMm => DepthMm - CubeMm / 2;

    /// <summary>Depth of the cube's far side, mm.</summary>
    public double FarMm => DepthMm + CubeMm / 2;

    /// <summary>Thickness of the box of water, mm: twice the depth between opposed fields, without end behind a single one.</summary>
    public double BoxMm => Fields == 1 ? double.PositiveInfinity : 2 * DepthMm;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{CubeMm:0.#} mm cube, centre {DepthMm:0.#} mm deep, {(Fields == 1 ? "one field" : "two opposed fields")}");
}
