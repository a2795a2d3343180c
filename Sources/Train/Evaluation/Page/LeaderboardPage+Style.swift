extension LeaderboardPage {
    /// The page's style: by day and by night, on a wide screen, a narrow one and on paper.
    static let style = """
        :root { --page: #fbfbfa; --card: #fff; --ink: #1d2328; --quiet: #5b6770; --line: #dfe3e6; --dot: #1f6391;
          --whisker: #86b1d0; --note: #fff4dc; --note-line: #d9a531; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #14181b; --card: #1b2125; --ink: #e6eaed; --quiet: #9fabb4; --line: #333c43; --dot: #7cc0ee;
            --whisker: #3f7196; --note: #33290f; --note-line: #b98b24; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1060px; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.2rem; margin: 0 0 .25rem; }
        p { margin: 0 0 1rem; max-width: 75ch; color: var(--quiet); }
        section { margin-top: 2.5rem; }
        .warning { background: var(--note); color: var(--ink); border-left: 4px solid var(--note-line);
          padding: .75rem 1rem; }
        .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); }
        .plots.three { grid-template-columns: repeat(auto-fit, minmax(min(100%, 310px), 1fr)); }
        .plots + .plots { margin-top: 1rem; }
        figure { margin: 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line);
          border-radius: 8px; break-inside: avoid; }
        figcaption { font-weight: 600; font-size: .9rem; margin-bottom: .25rem; }
        svg { display: block; width: 100%; height: auto; font-size: 13px; fill: var(--ink); }
        .wide svg { max-width: 820px; margin: 0 auto; }
        .grid { stroke: var(--line); fill: none; }
        .tick { fill: var(--quiet); font-size: 12px; }
        .value { font-variant-numeric: tabular-nums; }
        .dot { fill: var(--dot); }
        .whisker { stroke: var(--whisker); stroke-width: 13; fill: none; }
        .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; }
        th, td { padding: .35rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { font-weight: 600; }
        tbody th { font-weight: 500; white-space: nowrap; }
        .numbers td { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .numbers tbody th { position: sticky; left: 0; background: var(--card); }
        .words td { overflow-wrap: anywhere; }
        small { color: var(--quiet); font-size: .8em; font-weight: 400; }
        @media print { body { background: #fff; } .scroll { overflow: visible; } }
        """
}
