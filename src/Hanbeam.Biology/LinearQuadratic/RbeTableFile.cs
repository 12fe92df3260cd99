using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// An RBE model from a table of the user's (docs/formats/rbe-table-csv.md): alpha and beta, or z*, by ion and energy, with the photon curve that the dose is
/// told in. Nothing is extrapolated: an ion or an energy that the table does not have is refused when a spectrum asks for it.
/// </summary>
public sealed class RbeTableFile : IRbeModel, ICellModel
{
    private readonly IReadOnlyDictionary<(int Z, int A), RbeTableColumn> ions;
    private readonly PhotonCurve photons;

    internal RbeTableFile(string path, IReadOnlyDictionary<(int Z, int A), RbeTableColumn> ions, PhotonCurve photons)
    {
        (Name, this.ions, this.photons) = (path, ions, photons);
        var energies = ions.Values.SelectMany(column => column.EnergiesMeVPerU).ToList();
        Validity = new RbeValidity(ions.Keys.Max(ion => ion.Z), energies.Min(), energies.Max(), double.PositiveInfinity, "the ions and energies of the table");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool NeedsEffect => true;

    /// <inheritdoc/>
    public ICellModel Cell => this;

    /// <inheritdoc/>
    public RbeValidity Validity { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or something in it is wrong; the message names the line.</exception>
    public static RbeTableFile Read(string path) => new RbeTableReader(path).Read();

    /// <inheritdoc/>
    public double Alpha(int Z, int A, double E) => At(Z, A, E).AlphaPerGy;

    /// <inheritdoc/>
    public double SqrtBeta(int Z, int A, double E) => Math.Sqrt(At(Z, A, E).BetaPerGy2);

    /// <inheritdoc/>
    public IonEffect Effect(Ion ion, double E, double letKeVPerUm) => At(ion.Z, ion.A, E);

    /// <inheritdoc/>
    public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose) => PhotonEquivalentDose.Evaluate(photons, doseGy, alphaDose, sqrtBetaDose);

    // An isotope that the table lacks takes the nearest one of its charge: ions of one speed and charge have one track.
    private IonEffect At(int z, int a, double energy)
    {
        if (!ions.TryGetValue((z, a), out var column))
        {
            var isotopes = ions.Keys.Where(ion => ion.Z == z).ToList();
            if (isotopes.Count == 0)
                throw new InputException($"RBE table {Name} has no ion of charge {z}, which the beam's spectra need; it has {string.Join(", ", ions.Keys.Select(ion => new Ion(ion.Z, ion.A).Name))}");
            column = ions[isotopes.OrderBy(ion => Math.Abs(ion.A - a)).ThenBy(ion => ion.A).First()];
        }

        if (energy >= column.EnergiesMeVPerU[0] && energy <= column.EnergiesMeVPerU[^1]) return column.At(energy);
        throw new InputException(string.Create(CultureInfo.InvariantCulture,
            $"RBE table {Name} covers {new Ion(z, a).Name} from {column.EnergiesMeVPerU[0]} to {column.EnergiesMeVPerU[^1]} MeV/u, but {energy:G4} MeV/u is needed"));
    }
}
