using System.Runtime.InteropServices;
using Hanbeam.Physics;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Makes the pencil beam of one energy: mono-energetic transport folded with the spread in range, on the depths of the machine file.</summary>
internal sealed class PencilBeamBuilder
{
    private const double Step = TransportTables.StepMm;

    private readonly TransportTables tables;
    private readonly RangeSpread spread;
    private readonly MonoenergeticTransport transport;
    private readonly RangeTable carbon = RangeTable.Of(Ion.Carbon12);
    private readonly double energy;
    private readonly double[] depths;
    private readonly double[] spectraDepths;
    private readonly (int Z, int A, LateralGroup Group)[] kinds;
    private readonly double[] spectra;

    /// <summary>Prepares a pencil beam.</summary>
    /// <param name="tables">Shared tables.</param>
    /// <param name="energyMeVPerU">Energy of the beam.</param>
    /// <param name="line">Nozzle and energy spread.</param>
    /// <param name="ripple">Ripple filter, or null.</param>
    /// <param name="depthsOf">Depths by that of the middle of the peak, then without spectra; null for those of the machine file, with them.</param>
    public PencilBeamBuilder(TransportTables tables, double energyMeVPerU, BeamLine line, RippleFilter? ripple, Func<double, double[]>? depthsOf = null)
    {
        this.tables = tables;
        energy = energyMeVPerU;
        spread = new RangeSpread(Ion.Carbon12, energyMeVPerU, line, ripple);
        var peak = carbon.RangeMm(energyMeVPerU) - spread.MeanMm;
        depths = depthsOf?.Invoke(peak) ?? DepthGrids.Dose(peak);
        spectraDepths = depthsOf is null ? DepthGrids.Spectra(peak) : [];
        transport = new MonoenergeticTransport(tables, energyMeVPerU, depths[^1] + spread.ThicknessMm[^1] + 2 * Step, spread.MeanMm);
        kinds = [.. tables.Species.Select(s => (s.Ion.Z, s.Ion.A, s.Group)).Distinct()];
        spectra = new double[kinds.Length * spectraDepths.Length * tables.Bins.Count];
    }

    public EnergyBeamData Build()
    {
        var nodes = NodesByStep();
        transport.Run((step, kind, field) =>
        {
            foreach (var (node, share) in nodes[step]) AddFragments(step, node, share, kind, field);
        });
        for (var node = 0; node < spectraDepths.Length; node++) AddPrimaries(node);
        var (dose, let, sigma) = Fold();
        return Assemble(dose, let, sigma);
    }

    // The steps behind each depth of the spectra, with their shares: the same fold as that of dose and LET.
    private ILookup<int, (int Node, double Share)> NodesByStep()
    {
        var shares = new Dictionary<(int Step, int Node), double>();
        for (var node = 0; node < spectraDepths.Length; node++)
        {
            for (var j = 0; j < spread.Weight.Length; j++)
            {
                var (step, share) = Locate(spectraDepths[node] + spread.ThicknessMm[j], transport.Steps);
                AddShare(step, node, (1 - share) * spread.Weight[j]);
                AddShare(step + 1, node, share * spread.Weight[j]);
            }
        }

        return shares.ToLookup(s => s.Key.Step, s => (s.Key.Node, s.Value));

        void AddShare(int step, int node, double share) => CollectionsMarshal.GetValueRefOrAddDefault(shares, (step, node), out _) += share;
    }

    private (double[][] Dose, double[] Let, double[][] SigmaSquared) Fold()
    {
        var dose = NewTable();
        var sigma = NewTable();
        var let = new double[depths.Length];
        var slowed = carbon.EnergyMeVPerU(transport.RangeMm - spread.MeanMm);
        for (var d = 0; d < depths.Length; d++)
        {
            double primary = 0, electronic = 0, letDose = 0;
            for (var j = 0; j < spread.Weight.Length; j++)
            {
                var w = spread.Weight[j];
                var depth = depths[d] + spread.ThicknessMm[j];
                var (stopping, stoppingSquared) = PrimaryAt(depth);
                primary += w * stopping;
                electronic += w * (stopping + At(transport.ElectronicDose, depth));
                letDose += w * (stoppingSquared + At(transport.LetDose, depth));
                dose[BeamComponents.Core][d] += w * At(transport.PrimaryLocal, depth);
                for (var c = 0; c < BeamComponents.Count; c++)
                {
                    var part = w * At(transport.Dose[c], depth);
                    dose[c][d] += part;
                    sigma[c][d] += part * At(transport.SigmaSquared[c], depth);
                }
            }

            AddCoreScatter(d, slowed, primary, dose, sigma);
            let[d] = electronic > 0 ? letDose / electronic : 0;
        }

        return (dose, let, sigma);
    }

    private void AddCoreScatter(int d, double slowed, double primary, double[][] dose, double[][] sigma)
    {
        var scatter = FermiEyges.MomentsBehindWater(Ion.Carbon12.Z, Ion.Carbon12.A, slowed, depths[d]).A2;
        sigma[BeamComponents.Core][d] += (primary + dose[BeamComponents.Core][d]) * scatter;
        var fragments = 0.0;
        for (var j = 0; j < spread.Weight.Length; j++) fragments += spread.Weight[j] * At(transport.Dose[BeamComponents.Core], depths[d] + spread.ThicknessMm[j]);
        sigma[BeamComponents.Core][d] -= fragments * scatter;
        dose[BeamComponents.Core][d] += primary;
        for (var c = 0; c < BeamComponents.Count; c++)
            sigma[c][d] = dose[c][d] > 0 ? sigma[c][d] / dose[c][d] : d > 0 ? sigma[c][d - 1] : 0;
    }

    // Mean dose and dose times LET of the primaries over one cell of the spread, MeV/mm and MeV/mm·keV/µm.
    private (double Dose, double LetDose) PrimaryAt(double depth)
    {
        var high = transport.RangeMm - depth + 0.5 * spread.CellMm;
        if (high <= 0) return (0, 0);
        var upper = carbon.EnergyMeVPerU(high);
        var lower = carbon.EnergyMeVPerU(high - spread.CellMm);
        var perMm = Survival(depth) * Ion.Carbon12.A / spread.CellMm;
        return (perMm * (upper - lower), perMm * (carbon.StoppingIntegral(upper) - carbon.StoppingIntegral(lower)));
    }

    private double Survival(double depth)
    {
        var x = Math.Clamp(depth / Step, 0, transport.Steps);
        var i = Math.Min((int)x, transport.Steps - 1);
        return transport.PrimarySurvival[i] + (x - i) * (transport.PrimarySurvival[i + 1] - transport.PrimarySurvival[i]);
    }

    private static double At(double[] perStep, double depth)
    {
        var (i, share) = Locate(depth, perStep.Length);
        return perStep[i] + share * (perStep[i + 1] - perStep[i]);
    }

    // Values belong to the middle of each step: the last one in front of a depth and the share of the next.
    private static (int Step, double Share) Locate(double depth, int steps)
    {
        var x = Math.Clamp(depth / Step - 0.5, 0, steps - 1.001);
        var i = (int)x;
        return (i, x - i);
    }

    private void AddFragments(int step, int node, double share, int kind, FragmentField field)
    {
        var bins = Bins(tables.Species[kind], node);
        var spectra = tables.Spectra[kind];
        for (var cell = step + 1; cell < field.Top; cell++)
        {
            if (field.Cells[cell] > 0) spectra.AddTo(bins, cell - step, share * field.Cells[cell]);
        }
    }

    // Ten points over the cell where its residual range is short, so that the last micrometres are there; further up energy hardly changes over a cell.
    private void AddPrimaries(int node)
    {
        const double ShortMm = 2;
        var bins = Bins(tables.Species[0], node);
        for (var j = 0; j < spread.Weight.Length; j++)
        {
            var depth = spectraDepths[node] + spread.ThicknessMm[j];
            var high = transport.RangeMm - depth + 0.5 * spread.CellMm;
            if (high <= 0) continue;
            var low = Math.Max(0, high - spread.CellMm);
            var ions = spread.Weight[j] * Survival(depth) * (high - low) / spread.CellMm;
            tables.Bins.AddRanges(bins, carbon, low, high, ions, high < ShortMm ? 10 : 1);
        }
    }

    private Span<double> Bins(TransportSpecies species, int node)
    {
        var index = Array.IndexOf(kinds, (species.Ion.Z, species.Ion.A, species.Group));
        return spectra.AsSpan((index * spectraDepths.Length + node) * tables.Bins.Count, tables.Bins.Count);
    }

    private EnergyBeamData Assemble(double[][] dose, double[] let, double[][] sigmaSquared)
    {
        const double GyMm2PerMillionIons = PhysicalConstants.GyMm2PerMeVPerMm * 1e6;
        var total = new double[depths.Length];
        foreach (var part in dose)
        {
            for (var d = 0; d < total.Length; d++) total[d] += part[d];
        }

        return new EnergyBeamData
        {
            EnergyMeVPerU = energy,
            DepthMm = depths,
            IntegralDose = [.. total.Select(t => t * GyMm2PerMillionIons)],
            DoseAveragedLet = let,
            Components = [.. dose.Select((part, c) => new LateralComponent(
                BeamComponents.Groups[c],
                [.. part.Select((p, d) => total[d] > 0 ? p / total[d] : c == BeamComponents.Hydrogen ? 1 : 0)], // beyond all ranges
                [.. sigmaSquared[c].Select(Math.Sqrt)]))],
            Spectra = spectraDepths.Length == 0 ? null : new FluenceSpectra
            {
                DepthMm = spectraDepths,
                Species = kinds,
                EnergyEdgesMeVPerU = tables.Bins.Edges,
                IonsPerPrimary = [.. spectra.Select(v => (float)v)],
            },
        };
    }

    private double[][] NewTable() => [.. Enumerable.Range(0, BeamComponents.Count).Select(_ => new double[depths.Length])];
}
