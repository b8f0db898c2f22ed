import type { BuiltinExtension, BuiltinRelation, BuiltinType } from './builtins.ts';

/** Lists of names are separated by blanks. */
interface Documented {
  readonly types?: string;
  readonly composites?: string;
  readonly functions?: string;
  readonly relations?: readonly BuiltinRelation[];
  readonly requires?: readonly string[];
  readonly schemas?: string;
  readonly languages?: string;
  readonly accessMethods?: string;
}

function relation(kind: BuiltinRelation['kind'], name: string, columns: string): BuiltinRelation {
  const pairs = columns.split(' ').map((column) => column.split(':'));
  return { schema: '', name, kind, columns: pairs.map(([name = '', type = '']) => ({ name, type })) };
}

/** What the manuals of extensions say that no server here has: types, and functions by name. */
const documented: Readonly<Record<string, Documented>> = {
  postgis: {
    types: 'geometry geography box2d box3d spheroid gidx box2df',
    composites: 'geometry_dump valid_detail',
    functions: `addgeometrycolumn dropgeometrycolumn dropgeometrytable find_srid populate_geometry_columns
      updategeometrysrid geometrytype postgis_addbbox postgis_dropbbox postgis_extensions_upgrade
      postgis_full_version postgis_geos_version postgis_geos_compiled_version postgis_hasbbox
      postgis_lib_build_date postgis_lib_version postgis_libjson_version postgis_libprotobuf_version
      postgis_libxml_version postgis_liblwgeom_version postgis_proj_version postgis_proj_compiled_version
      postgis_scripts_build_date postgis_scripts_installed postgis_scripts_released postgis_srs
      postgis_srs_all postgis_srs_codes postgis_srs_search postgis_transform_geometry
      postgis_transform_pipeline_geometry postgis_typmod_dims postgis_typmod_srid postgis_typmod_type
      postgis_version postgis_wagyu_version box2d box3d box geometry geography point path
      polygon bytea text json jsonb st_3dclosestpoint st_3ddfullywithin st_3ddistance st_3ddwithin
      st_3dextent st_3dintersects st_3dlength st_3dlineinterpolatepoint st_3dlongestline st_3dmakebox
      st_3dmaxdistance st_3dperimeter st_3dshortestline st_addmeasure st_addpoint st_affine st_angle
      st_area st_area2d st_asbinary st_asencodedpolyline st_asewkb st_asewkt st_asflatgeobuf st_asgeobuf
      st_asgeojson st_asgml st_ashexewkb st_askml st_aslatlontext st_asmarc21 st_asmvt st_asmvtgeom
      st_assvg st_astext st_astwkb st_asx3d st_azimuth st_bdmpolyfromtext st_bdpolyfromtext st_boundary
      st_boundingdiagonal st_box2dfromgeohash st_buffer st_buildarea st_centroid st_chaikinsmoothing
      st_cleangeometry st_clipbybox2d st_closestpoint st_closestpointofapproach st_clusterdbscan
      st_clusterintersecting st_clusterintersectingwin st_clusterkmeans st_clusterwithin
      st_clusterwithinwin st_collect st_collectionextract st_collectionhomogenize
      st_combinebbox st_concavehull st_contains st_containsproperly st_convexhull st_coorddim
      st_coverageclean st_coverageinvalidedges st_coveragesimplify st_coverageunion st_coveredby st_covers
      st_cpawithin st_crosses st_curven st_curvetoline st_delaunaytriangles st_dfullywithin st_difference
      st_dimension st_disjoint st_distance st_distancecpa st_distancesphere st_distancespheroid st_dump
      st_dumppoints st_dumprings st_dumpsegments st_dwithin st_endpoint st_envelope st_equals
      st_estimatedextent st_expand st_extent st_exteriorring st_filterbym st_findextent
      st_flipcoordinates st_force2d st_force3d st_force3dm st_force3dz st_force4d st_forcecollection
      st_forcecurve st_forcepolygonccw st_forcepolygoncw st_forcerhr st_forcesfs st_frechetdistance
      st_fromflatgeobuf st_fromflatgeobuftotable st_generatepoints st_geogfromtext st_geogfromwkb
      st_geographyfromtext st_geohash st_geomcollfromtext st_geomcollfromwkb st_geometricmedian
      st_geometryfromtext st_geometryn st_geometrytype st_geomfromewkb st_geomfromewkt st_geomfromgeohash
      st_geomfromgeojson st_geomfromgml st_geomfromkml st_geomfrommarc21 st_geomfromtext st_geomfromtwkb
      st_geomfromwkb st_gmltosql st_hasarc st_hasm st_hasz st_hausdorffdistance st_hexagon st_hexagongrid
      st_interiorringn st_interpolatepoint st_intersection st_intersects st_inversetransformpipeline
      st_isclosed st_iscollection st_isempty st_ispolygonccw st_ispolygoncw st_isring st_issimple st_isvalid
      st_isvaliddetail st_isvalidreason st_isvalidtrajectory st_largestemptycircle st_length st_length2d
      st_length2dspheroid st_lengthspheroid st_letters st_linecrossingdirection st_lineextend
      st_linefromencodedpolyline st_linefrommultipoint st_linefromtext st_linefromwkb
      st_lineinterpolatepoint st_lineinterpolatepoints st_linelocatepoint st_linemerge st_linestringfromwkb
      st_linesubstring st_linetocurve st_locatealong st_locatebetween st_locatebetweenelevations
      st_longestline st_m st_makebox2d st_makeenvelope st_makeline st_makepoint st_makepointm st_makepolygon
      st_makevalid st_maxdistance st_maximuminscribedcircle st_memcollect st_memsize st_memunion
      st_minimumboundingcircle st_minimumboundingradius st_minimumclearance st_minimumclearanceline
      st_mlinefromtext st_mlinefromwkb st_mpointfromtext st_mpointfromwkb st_mpolyfromtext
      st_mpolyfromwkb st_multi st_multilinefromwkb st_multilinestringfromtext st_multipointfromtext
      st_multipointfromwkb st_multipolyfromwkb st_multipolygonfromtext st_ndims st_node st_normalize
      st_npoints st_nrings st_numcurves st_numgeometries st_numinteriorring st_numinteriorrings
      st_numpatches st_numpoints st_offsetcurve st_orderingequals st_orientedenvelope st_overlaps st_patchn
      st_perimeter st_perimeter2d st_point st_pointfromgeohash st_pointfromtext st_pointfromwkb
      st_pointinsidecircle st_pointm st_pointn st_pointonsurface st_points st_pointz st_pointzm
      st_polyfromtext st_polyfromwkb st_polygon st_polygonfromtext st_polygonfromwkb st_polygonize
      st_project st_quantizecoordinates st_reduceprecision st_relate st_relatematch
      st_removeirrelevantpointsforview st_removepoint st_removerepeatedpoints st_removesmallparts st_reverse
      st_rotate st_rotatex st_rotatey st_rotatez st_scale st_scroll st_segmentize st_seteffectivearea
      st_setpoint st_setsrid st_sharedpaths st_shiftlongitude st_shortestline st_simplify
      st_simplifypolygonhull st_simplifypreservetopology st_simplifyvw st_snap st_snaptogrid st_split
      st_square st_squaregrid st_srid st_startpoint st_subdivide st_summary st_swapordinates
      st_symdifference st_symmetricdifference st_tileenvelope st_touches st_transform st_transformpipeline
      st_translate st_transscale st_triangulatepolygon st_unaryunion st_union st_voronoilines
      st_voronoipolygons st_within st_wkbtosql st_wkttosql st_wrapx st_x st_xmax st_xmin st_y st_ymax st_ymin
      st_z st_zmax st_zmflag st_zmin`,
    relations: [
      relation(
        'table',
        'spatial_ref_sys',
        'srid:int4 auth_name:varchar auth_srid:int4 srtext:varchar proj4text:varchar',
      ),
      relation(
        'view',
        'geography_columns',
        'f_table_catalog:name f_table_schema:name f_table_name:name f_geography_column:name coord_dimension:int4 srid:int4 type:text',
      ),
      relation(
        'view',
        'geometry_columns',
        'f_table_catalog:varchar f_table_schema:name f_table_name:name f_geometry_column:name coord_dimension:int4 srid:int4 type:varchar',
      ),
    ],
  },
  postgis_raster: {
    types: 'raster',
    composites: 'rastbandarg addbandarg reclassarg agg_samealignment unionarg',
    requires: ['postgis'],
  },
  postgis_topology: {
    types: 'topogeometry',
    composites: 'validatetopology_returntype getfaceedges_returntype',
    requires: ['postgis'],
    schemas: 'topology',
  },
  postgis_tiger_geocoder: { requires: ['postgis', 'fuzzystrmatch'], schemas: 'tiger tiger_data' },
  timescaledb: {
    functions: `add_compression_policy add_data_node attach_data_node create_distributed_hypertable
      create_distributed_restore_point delete_data_node detach_data_node distributed_exec set_adaptive_chunking
      set_replication_factor add_continuous_aggregate_policy add_columnstore_policy add_dimension
      add_job add_process_hypertable_invalidations_policy add_reorder_policy add_retention_policy
      alter_job approximate_row_count attach_chunk attach_tablespace by_hash by_range cagg_migrate chunk_columnstore_stats
      chunk_compression_stats chunks_detailed_size compress_chunk convert_to_columnstore
      convert_to_rowstore create_hypertable decompress_chunk delete_job detach_chunk detach_tablespace
      detach_tablespaces disable_chunk_skipping drop_chunks enable_chunk_skipping first
      generate_uuidv7 get_telemetry_report histogram hypertable_approximate_detailed_size
      hypertable_approximate_size hypertable_columnstore_stats hypertable_compression_stats
      hypertable_detailed_size hypertable_index_size hypertable_size interpolate last locf merge_chunks
      move_chunk rebuild_columnstore recompress_chunk refresh_continuous_aggregate remove_columnstore_policy
      remove_compression_policy remove_continuous_aggregate_policy
      remove_process_hypertable_invalidations_policy remove_reorder_policy remove_retention_policy
      reorder_chunk run_job set_chunk_time_interval set_integer_now_func set_number_partitions
      set_partitioning_interval show_chunks show_tablespaces split_chunk time_bucket time_bucket_gapfill
      timescaledb_post_restore timescaledb_pre_restore to_uuidv7 to_uuidv7_boundary uuid_timestamp
      uuid_timestamp_micros uuid_version`,
    schemas: `timescaledb_information timescaledb_experimental _timescaledb_cache _timescaledb_catalog
      _timescaledb_config _timescaledb_debug _timescaledb_functions _timescaledb_internal`,
  },
  citus: {
    types: 'cluster_clock',
    functions: `alter_columnar_table_reset alter_columnar_table_set alter_distributed_table
      alter_old_partitions_set_access_method alter_table_set_access_method citus_activate_node
      citus_add_inactive_node citus_add_local_table_to_metadata citus_add_node citus_add_rebalance_strategy
      citus_add_secondary_node citus_backend_gpid citus_check_cluster_node_health citus_check_connection_to_node
      citus_cleanup_orphaned_resources citus_cleanup_orphaned_shards citus_copy_shard_placement
      citus_coordinator_nodeid citus_create_restore_point citus_disable_node citus_drain_node
      citus_get_active_worker_nodes citus_get_node_clock citus_get_transaction_clock citus_is_clock_after
      citus_job_cancel citus_job_list citus_job_status citus_job_wait citus_move_shard_placement
      citus_nodeid_for_gpid citus_nodename_for_nodeid citus_nodeport_for_nodeid citus_pid_for_gpid
      citus_rebalance_start citus_rebalance_status citus_rebalance_stop citus_rebalance_wait
      citus_relation_size citus_remote_connection_stats citus_remove_node citus_schema_distribute
      citus_schema_move citus_schema_undistribute citus_set_coordinator_host citus_set_default_rebalance_strategy
      citus_set_node_property citus_split_shard_by_split_points citus_stat_counters citus_stat_counters_reset
      citus_stat_statements_reset citus_stat_tenants_reset citus_table_size citus_total_relation_size
      citus_unmark_object_distributed citus_update_node citus_version column_to_column_name
      create_distributed_function create_distributed_table create_distributed_table_concurrently
      create_intermediate_result create_reference_table create_time_partitions drop_old_time_partitions
      fix_partition_shard_index_names get_all_active_transactions get_rebalance_progress
      get_rebalance_table_shards_plan get_shard_id_for_distribution_column get_missing_time_partition_ranges
      isolate_tenant_to_new_shard master_add_node master_get_active_worker_nodes master_get_table_metadata
      master_remove_node read_intermediate_result rebalance_table_shards remove_local_tables_from_metadata
      replicate_reference_tables replicate_table_shards run_command_on_all_nodes run_command_on_colocated_placements
      run_command_on_coordinator run_command_on_placements run_command_on_shards run_command_on_workers
      start_metadata_sync_to_all_nodes start_metadata_sync_to_node stop_metadata_sync_to_node
      time_partition_range truncate_local_data_after_distributing_table undistribute_table
      update_distributed_table_colocation mark_tables_colocated`,
    schemas: 'citus citus_internal columnar columnar_internal',
    accessMethods: 'columnar',
  },
  citus_columnar: { schemas: 'columnar columnar_internal', accessMethods: 'columnar' },
  semver: { types: 'semver semverrange' },
  ip4r: { types: 'ip4 ip4r ip6 ip6r ipaddress iprange' },
  pg_uuidv7: { functions: 'uuid_generate_v7 uuid_v7_to_timestamptz uuid_timestamptz_to_v7' },
  bool_plperl: { requires: ['plperl'] },
  bool_plperlu: { requires: ['plperlu'] },
  hstore_plperl: { requires: ['hstore', 'plperl'] },
  hstore_plperlu: { requires: ['hstore', 'plperlu'] },
  hstore_plpython3u: { requires: ['hstore', 'plpython3u'] },
  jsonb_plperl: { requires: ['plperl'] },
  jsonb_plperlu: { requires: ['plperlu'] },
  jsonb_plpython3u: { requires: ['plpython3u'] },
  ltree_plpython3u: { requires: ['ltree', 'plpython3u'] },
  plperl: { languages: 'plperl' },
  plperlu: { languages: 'plperlu' },
  plpython3u: { languages: 'plpython3u' },
  plv8: { languages: 'plv8', functions: 'plv8_version plv8_reset plv8_info' },
  pg_cron: { schemas: 'cron' },
  pg_partman: {},
  pgaudit: {},
  pg_net: { schemas: 'net' },
  pg_graphql: { schemas: 'graphql' },
  pgjwt: {
    functions: 'url_encode url_decode algorithm_sign sign verify try_cast_double',
    requires: ['pgcrypto'],
  },
  pgsodium: { schemas: 'pgsodium pgsodium_masks' },
  supabase_vault: { schemas: 'vault' },
  wrappers: {},
  pg_repack: { schemas: 'repack' },
  pg_hint_plan: { schemas: 'hint_plan' },
  hypopg: {
    functions: 'hypopg_create_index hypopg_drop_index hypopg_reset hypopg_get_indexdef hypopg_relation_size',
  },
  auto_explain: {},
};

function words(text: string | undefined): string[] {
  return text ? text.split(/\s+/) : [];
}

function typesOf({ types, composites, relations }: Documented): BuiltinType[] {
  const own = [
    ...words(types).map((name) => ({ name, kind: 'base' as const, category: 'U' })),
    ...[...words(composites), ...(relations ?? []).map(({ name }) => name)].map((name) => ({
      name,
      kind: 'composite' as const,
      category: 'C',
    })),
  ];
  const plain = { preferred: false, element: null, array: null, range: null, base: null };
  return own.flatMap((type): BuiltinType[] => [
    { ...plain, ...type, name: `.${type.name}`, array: `._${type.name}` },
    { ...plain, name: `._${type.name}`, kind: 'base', category: 'A', element: `.${type.name}` },
  ]);
}

export function documentedNames(): readonly string[] {
  return Object.keys(documented);
}

/** What is known of an extension that no server here has; there is more in it. */
export function documentedExtension(name: string): BuiltinExtension | null {
  const known = Object.hasOwn(documented, name) ? documented[name] : undefined;
  if (!known) return null;
  return {
    name,
    complete: false,
    requires: known.requires ?? [],
    types: typesOf(known),
    functions: [],
    functionNames: words(known.functions),
    operators: [],
    casts: [],
    operatorClasses: [],
    relations: known.relations ?? [],
    accessMethods: words(known.accessMethods),
    languages: words(known.languages),
    foreignDataWrappers: [],
    schemas: words(known.schemas),
  };
}
