using Hanbeam.Physics.Ions;

namespace Hanbeam.Dose.BeamModels;

/// <summary>The lateral components that the generator makes, by charge.</summary>
internal static class BeamComponents
{
    public const int Core = 0;
    public const int Fragments = 1;
    public const int Helium = 2;
    public const int Hydrogen = 3;

    public const int Count = 4;

    public static readonly LateralGroup[] Groups = [LateralGroup.Core, LateralGroup.Fragments, LateralGroup.Halo, LateralGroup.Halo];

    public static int Of(Ion ion) => ion.Z switch { >= 6 => Core, >= 3 => Fragments, 2 => Helium, _ => Hydrogen };
}
