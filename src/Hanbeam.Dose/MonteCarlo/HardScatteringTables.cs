using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Smallest hard angle and form factor in water by species and range, and their ratios in other materials, which do not depend on energy.</summary>
internal sealed class HardScatteringTables
{
    private const double ReferenceE = 100;
    private readonly float[] cutSquared;
    private readonly float[] formFactor;
    private readonly float[] cutRatio;
    private readonly float[] formRatio;
    private readonly int materialCount;

    public HardScatteringTables(Ion[] species, Material[] materials)
    {
        materialCount = materials.Length;
        cutSquared = new float[species.Length * RangeScale.Count];
        formFactor = new float[species.Length * RangeScale.Count];
        formRatio = new float[species.Length * materialCount];
        cutRatio = new float[materialCount];
        for (var s = 0; s < species.Length; s++)
        {
            for (var cell = 0; cell < RangeScale.Count; cell++)
            {
                var energy = TransportModels.EnergyOf(species[s], 0.5 * (RangeScale.LowerMm(cell) + RangeScale.LowerMm(cell + 1)));
                var water = TransportModels.Scattering(species[s], energy, Material.Water);
                cutSquared[s * RangeScale.Count + cell] = (float)water.CutAngleSquared;
                formFactor[s * RangeScale.Count + cell] = (float)water.FormFactor;
            }

            var reference = TransportModels.Scattering(species[s], ReferenceE, Material.Water);
            for (var m = 0; m < materialCount; m++)
            {
                var other = TransportModels.Scattering(species[s], ReferenceE, materials[m]);
                formRatio[s * materialCount + m] = (float)(other.FormFactor / reference.FormFactor);
                cutRatio[m] = (float)(other.CutAngleSquared / reference.CutAngleSquared);
            }
        }
    }

    /// <summary>The angle of a candidate, rad; 0 where it does not happen.</summary>
    public double Angle(int species, float rangeMm, int material, ref CounterRandom random)
    {
        var at = species * RangeScale.Count + RangeScale.Cell(rangeMm, out _);
        return CoulombScattering.HardAngle(cutSquared[at] * cutRatio[material], formFactor[at] * formRatio[species * materialCount + material], ref random);
    }
}
