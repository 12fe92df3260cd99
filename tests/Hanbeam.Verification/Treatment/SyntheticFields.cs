using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Verification.Treatment;

/// <summary>Fields of equal layers on a serpentine, and a machine of which only the timing matters.</summary>
internal static class SyntheticFields
{
    /// <summary>Layers of so many columns and rows of spots with the same number of ions (or monitor units) each.</summary>
    public static PlanBeam Field(int layers, int columns, int rows, double spacingMm, double ionsPerSpot)
    {
        var spots = Enumerable.Range(0, columns * rows).ToList();
        double[] x = [.. spots.Select(n => spacingMm * (n / columns % 2 == 0 ? n % columns : columns - 1 - n % columns))];
        double[] y = [.. spots.Select(n => spacingMm * (n / columns))];
        return new PlanBeam
        {
            Number = 1,
            GantryDeg = 0,
            CouchDeg = 0,
            Isocenter = new PatientPoint(0, 0, 0),
            Layers = [.. Enumerable.Range(0, layers).Select(n => new EnergyLayer { EnergyMeVPerU = 220 - n, XMm = x, YMm = y, Particles = [.. spots.Select(_ => ionsPerSpot)] })],
        };
    }

    /// <summary>A machine with a timing.</summary>
    public static Machine Machine(string name, DeliveryTiming timing) => new()
    {
        Name = name,
        Ion = new IonSpecies("1H", 1, 1),
        Energies = [],
        SourceAxisDistanceXMm = 2000,
        SourceAxisDistanceYMm = 2000,
        NozzleExitToIsocenterMm = 500,
        ScanFieldXMm = 300,
        ScanFieldYMm = 400,
        MinimumIonsPerSpot = 0,
        MaximumIonsPerSpot = 1e9,
        Timing = timing,
    };
}
